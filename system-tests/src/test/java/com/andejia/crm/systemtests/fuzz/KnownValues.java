package com.andejia.crm.systemtests.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Ids that the services have given out: a random one would never get past the 404. */
final class KnownValues {
    /** Members of staff are entered in advance, and these only: everybody entered is told of customers. */
    static final List<String> STAFF = List.of("fuzz-1", "fuzz-2", "fuzz-3");

    static final String PASSWORD = "crm-local-fuzz";

    private static final Pattern EVENT_ID = Pattern.compile("(?m)^id: (\\S+)$");
    private static final int MOST = 200;

    private final Map<String, List<String>> valuesByResource = new HashMap<>();
    private final Random random;

    KnownValues(Random random) {
        this.random = random;
    }

    /** One that could be meant by a parameter or field of this name. */
    Optional<String> of(String path, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("password")) {
            return Optional.of(PASSWORD);
        }
        if (List.of("assignedto", "to", "username").contains(lower)
                || (lower.equals("id") && path.startsWith("/api/staff"))) {
            return oneOf(STAFF);
        }
        if (lower.equals("upto") || lower.replace("-", "").endsWith("eventid")) {
            return oneOf(valuesByResource.getOrDefault("events", List.of()));
        }
        return lower.endsWith("id") || lower.endsWith("ids")
                ? oneOf(valuesByResource.getOrDefault(resource(path), List.of()))
                : Optional.empty();
    }

    void learn(String path, JsonNode answer) {
        answer.findValues("id").stream().filter(JsonNode::isString).forEach(it -> add(resource(path), it.asString()));
        answer.findValues("operationId").forEach(it -> add("operations", it.asString()));
    }

    void learnEvents(String stream) {
        EVENT_ID.matcher(stream).results().forEach(it -> add("events", it.group(1)));
    }

    private void add(String resource, String value) {
        List<String> values = valuesByResource.computeIfAbsent(resource, key -> new ArrayList<>());
        if (values.size() < MOST) {
            values.add(value);
        }
    }

    private Optional<String> oneOf(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(random.nextInt(values.size())));
    }

    /** {@code customers} of {@code /api/customers/…}. */
    private static String resource(String path) {
        String[] parts = path.split("/", -1);
        return parts.length > 2 ? parts[2] : "";
    }
}
