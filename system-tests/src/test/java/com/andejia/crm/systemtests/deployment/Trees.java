package com.andejia.crm.systemtests.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** YAML as trees, and trees with something changed. */
final class Trees {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Trees() {}

    /** All documents of a text; a key that is there twice is an error. */
    static List<ObjectNode> parse(String yaml) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(options)).loadAll(yaml).spliterator(), false)
                .map(JSON::<ObjectNode>valueToTree)
                .toList();
    }

    /** The first document of a file. */
    static ObjectNode read(Path file) {
        return parse(text(file)).get(0);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> items(JsonNode array) {
        return array.valueStream();
    }

    static Stream<String> texts(JsonNode array) {
        return array.valueStream().map(it -> it.asString(""));
    }

    /** Every value that is no object, by its path with dots. */
    static Map<String, JsonNode> flat(JsonNode tree) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        flatten("", tree, values);
        return values;
    }

    private static void flatten(String path, JsonNode node, Map<String, JsonNode> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(it ->
                            flatten(path.isEmpty() ? it.getKey() : path + "." + it.getKey(), it.getValue(), values));
        } else {
            values.put(path, node);
        }
    }

    /** A copy with another value at a place that is there, or whose parent is. */
    static ObjectNode with(ObjectNode tree, String pointer, Object value) {
        ObjectNode copy = tree.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = copy.at(place.head());
        JsonNode changed = JSON.valueToTree(value);
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), changed);
        } else if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), changed);
        } else {
            throw new IllegalArgumentException("nothing at " + place.head());
        }
        return copy;
    }
}
