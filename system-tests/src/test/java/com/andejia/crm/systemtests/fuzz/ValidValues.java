package com.andejia.crm.systemtests.fuzz;

import com.github.curiousoddman.rgxgen.RgxGen;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values as a schema wants them. */
final class ValidValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LETTERS = "abc-XYZ 019客户美团";

    private final Random random;
    private final KnownValues known;

    ValidValues(Random random, KnownValues known) {
        this.random = random;
        this.known = known;
    }

    /**
     * Makes one.
     *
     * @param path of the operation
     * @param name of the parameter or field
     */
    JsonNode of(String path, String name, JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(path, schema);
            case "array" -> array(path, name, schema);
            case "integer", "number" -> NODES.numberNode(number(schema));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default ->
                NODES.stringNode(known.of(path, name)
                        .filter(it -> !schema.has("format") && random.nextInt(10) > 0)
                        .orElseGet(() -> text(schema)));
        };
    }

    /** What may be null has two types, and null is the second. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString();
    }

    private ObjectNode object(String path, JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties").propertyStream().forEach(it -> {
            boolean isRequired = schema.path("required")
                    .valueStream()
                    .anyMatch(name -> name.asString().equals(it.getKey()));
            if (isRequired || random.nextBoolean()) {
                object.set(it.getKey(), of(path, it.getKey(), it.getValue()));
            }
        });
        return object;
    }

    private ArrayNode array(String path, String name, JsonNode schema) {
        ArrayNode array = NODES.arrayNode();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            array.add(of(path, name, schema.path("items")));
        }
        return array;
    }

    private int number(JsonNode schema) {
        int from = schema.path("minimum").asInt(1);
        int to = schema.path("maximum").asInt(from + 100);
        return from + random.nextInt(Math.max(1, to - from + 1));
    }

    private String text(JsonNode schema) {
        if (schema.has("pattern")) {
            return RgxGen.parse(schema.get("pattern").asString()).generate(random);
        }
        String day = "2025-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
        return switch (schema.path("format").asString()) {
            case "date" -> day;
            case "date-time" -> day + "T07:43:08.911Z";
            default ->
                letters(1 + random.nextInt(Math.min(20, schema.path("maxLength").asInt(20))));
        };
    }

    private String letters(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
