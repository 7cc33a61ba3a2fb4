package com.andejia.crm.events;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From the schema that an event was published with to another one. Producers and consumers of other teams stand on both sides of
 * it, so that what is looser breaks one of them as what is stricter breaks the other: an optional field may be added, and nothing
 * else may change.
 */
final class SchemaChange {
    /** They say something to people only. */
    private static final Set<String> WORDS = Set.of("title", "description", "$comment", "examples", "deprecated");

    /** Compared by what they mean. */
    private static final Set<String> UNDERSTOOD = Set.of("properties", "required", "enum", "$defs");

    private final JsonNode published;
    private final JsonNode current;
    private final List<String> breaches = new ArrayList<>();

    private SchemaChange(JsonNode published, JsonNode current) {
        this.published = published;
        this.current = current;
    }

    /** What of the change breaks somebody, each with its place; nothing if the current one can stand in for the published one. */
    static List<String> breaches(JsonNode published, JsonNode current) {
        var change = new SchemaChange(published, current);
        change.compare("", published, current);
        return change.breaches;
    }

    private void compare(String place, JsonNode before, JsonNode now) {
        if (!before.isObject() || !now.isObject()) {
            compareKeyword(place, "schema", before, now);
            return;
        }
        JsonNode was = resolved(before, published);
        JsonNode is = resolved(now, current);
        compareFields(place, was, is);
        compareRequired(place, texts(was.path("required")), texts(is.path("required")));
        if (!texts(was.path("enum")).equals(texts(is.path("enum")))) {
            changed(place, "enum", was.path("enum"), is.path("enum"));
        }
        for (String keyword : keywords(was, is)) {
            compareKeyword(place, keyword, was.path(keyword), is.path(keyword));
        }
    }

    private void compareFields(String place, JsonNode was, JsonNode is) {
        JsonNode fields = is.path("properties");
        was.path("properties").forEachEntry((name, field) -> {
            if (fields.has(name)) {
                compare(place + "/" + name, field, fields.get(name));
            } else {
                breach(place + "/" + name, "is gone, or has another name");
            }
        });
    }

    private void compareRequired(String place, Set<String> was, Set<String> is) {
        is.stream()
                .filter(field -> !was.contains(field))
                .forEach(field -> breach(place + "/" + field, "is required and was not"));
        was.stream()
                .filter(field -> !is.contains(field))
                .forEach(field -> breach(place + "/" + field, "was required and is not"));
    }

    /** Schemas in schemas, such as {@code items} and {@code oneOf}, are looked into; they may refer to something that has changed. */
    private void compareKeyword(String place, String keyword, JsonNode was, JsonNode is) {
        if (was.isObject() && is.isObject()) {
            compare(place + "/" + keyword, was, is);
        } else if (was.isArray() && is.isArray() && was.size() == is.size()) {
            IntStream.range(0, was.size()).forEach(i -> compareKeyword(place, keyword, was.get(i), is.get(i)));
        } else if (!was.equals(is)) {
            changed(place, keyword, was, is);
        }
    }

    private static Set<String> keywords(JsonNode was, JsonNode is) {
        Set<String> keywords = new LinkedHashSet<>(was.propertyNames());
        keywords.addAll(is.propertyNames());
        keywords.removeAll(WORDS);
        keywords.removeAll(UNDERSTOOD);
        return keywords;
    }

    /** With what it refers to in its place. */
    private static JsonNode resolved(JsonNode schema, JsonNode document) {
        if (!schema.has("$ref")) {
            return schema;
        }
        String target = schema.get("$ref").asString();
        ObjectNode besides = schema.deepCopy().asObject().without("$ref");
        return document.requiredAt(target.substring(1)).deepCopy().asObject().setAll(besides);
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void changed(String place, String keyword, JsonNode was, JsonNode is) {
        breach(place, "%s was %s, is %s".formatted(keyword, shown(was), shown(is)));
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "not there" : value.toString();
    }

    private void breach(String place, String what) {
        breaches.add((place.isEmpty() ? "/" : place) + " " + what);
    }
}
