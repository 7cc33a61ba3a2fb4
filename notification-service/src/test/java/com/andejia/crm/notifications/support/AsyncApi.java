package com.andejia.crm.notifications.support;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docs/asyncapi.yaml} says of the topics and of what is on them. */
public final class AsyncApi {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNode DOCUMENT = read();

    private AsyncApi() {}

    public static JsonNode document() {
        return DOCUMENT;
    }

    public static Schema payload(String message) {
        return schema(message, "payload");
    }

    public static Schema headers(String message) {
        return schema(message, "headers");
    }

    /** The names of all fields that a message has. */
    public static Collection<String> fields(String message) {
        return names(message, "payload");
    }

    public static Collection<String> headerNames(String message) {
        return names(message, "headers");
    }

    private static Collection<String> names(String message, String part) {
        JsonNode schema = DOCUMENT.at("/components/messages/" + message + "/" + part);
        JsonNode reference = schema.get("$ref");
        JsonNode resolved =
                reference == null ? schema : DOCUMENT.at(reference.asString().substring(1));
        return resolved.get("properties").propertyNames();
    }

    /** A part of the document that refers to others: they go with it. */
    private static Schema schema(String message, String part) {
        var schema = JSON.createObjectNode().put("$ref", "#/components/messages/" + message + "/" + part);
        schema.set("components", DOCUMENT.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
    }

    private static JsonNode read() {
        try {
            return JSON.valueToTree(new Yaml().load(Files.readString(Path.of("../docs/asyncapi.yaml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
