package com.andejia.crm.systemtests.fuzz;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a service says of itself, live, at {@code /v3/api-docs}. */
final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final URI service;
    private final JsonNode document;

    /**
     * One parameter.
     *
     * @param in path, query or header
     */
    record Parameter(String name, String in, JsonNode schema) {}

    /**
     * One operation.
     *
     * @param body the schema of its JSON; null if it wants none
     * @param takesFile whether it wants a form with a file
     */
    record Operation(
            URI service,
            String method,
            String path,
            List<Parameter> parameters,
            @Nullable JsonNode body,
            boolean takesFile) {
        Stream<Parameter> parametersIn(String place) {
            return parameters.stream().filter(it -> it.in().equals(place));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private ApiDocument(URI service, JsonNode document) {
        this.service = service;
        this.document = document;
    }

    static List<Operation> operationsOf(URI service) {
        Answer answer = Wire.send(Request.get(service, "/v3/api-docs"));
        return new ApiDocument(service, JsonMapper.shared().readTree(answer.body())).operations();
    }

    /** In an order that does not change from start to start, so that a seed means the same. */
    private List<Operation> operations() {
        return document.at("/paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(it -> METHODS.contains(it.getKey()))
                        .map(it -> operation(it.getKey(), path.getKey(), it.getValue())))
                .sorted(Comparator.comparing(Operation::toString))
                .toList();
    }

    private Operation operation(String method, String path, JsonNode operation) {
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        return new Operation(
                service,
                method.toUpperCase(Locale.ROOT),
                path,
                operation
                        .path("parameters")
                        .valueStream()
                        .map(it -> new Parameter(
                                it.path("name").asString(), it.path("in").asString(), whole(it.path("schema"))))
                        .sorted(Comparator.comparing(Parameter::name))
                        .toList(),
                body.isMissingNode() ? null : whole(body),
                operation.at("/requestBody/content").has("multipart/form-data"));
    }

    /** With what it refers to in the place of the references; no schema of these services refers to itself. */
    private JsonNode whole(JsonNode schema) {
        if (schema.has("$ref")) {
            return whole(document.at(schema.get("$ref").asString().substring(1)));
        }
        if (schema instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.propertyStream().forEach(it -> copy.set(it.getKey(), whole(it.getValue())));
            return copy;
        }
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.valueStream().forEach(it -> copy.add(whole(it)));
            return copy;
        }
        return schema;
    }
}
