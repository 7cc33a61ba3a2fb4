package com.andejia.crm.notifications.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was asked of the running service and what it answered, as examples for its API document, which has to allow for them. */
final class RecordedExchanges {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What is another each time, and what stands for it; in this order. */
    private static final Map<Pattern, String> VOLATILE = new LinkedHashMap<>();

    static {
        VOLATILE.put(
                Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
                "019ab3f2-7a40-7c31-9d2e-5b6c7d8e9f00");
        VOLATILE.put(Pattern.compile("\\b[0-9a-f]{32}\\b"), "5f0c2f9b8f0e4b7c9a1d3e5f7a9b1c3d");
        VOLATILE.put(Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]+)?Z"), "2025-11-24T07:43:08.911Z");
        VOLATILE.put(Pattern.compile("[A-Za-z0-9_-]{22}-[0-9]+\\.[0-9]+"), "qZogxzF4QVW56uy5Df9lrA-9.1");
        VOLATILE.put(Pattern.compile("\"nextCursor\":\"[^\"]+\""), "\"nextCursor\":\"<cursor>\"");
        VOLATILE.put(Pattern.compile("\"recipients\":[0-9]+"), "\"recipients\":12");
    }

    private final List<Exchange> exchanges = new ArrayList<>();

    private record Exchange(
            String name,
            HttpMethod method,
            String path,
            @Nullable JsonNode request,
            int status,
            String mediaType,
            JsonNode answer) {
        String operation() {
            return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/"
                    + method.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The whole answer, before anything in it is replaced. */
    JsonNode ask(
            String name,
            WebTestClient caller,
            HttpMethod method,
            String path,
            Map<String, ?> variables,
            @Nullable Object body) {
        int query = path.indexOf('?');
        WebTestClient.RequestBodySpec request = caller.method(method).uri(path, variables);
        EntityExchangeResult<JsonNode> result = (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
        JsonNode answer = Objects.requireNonNull(result.getResponseBody());
        exchanges.add(new Exchange(
                name,
                method,
                query < 0 ? path : path.substring(0, query),
                body == null ? null : JSON.valueToTree(body),
                result.getStatus().value(),
                String.valueOf(result.getResponseHeaders().getContentType()),
                answer));
        return answer;
    }

    /** As examples, each where the document says that there can be such an answer. */
    void addTo(ObjectNode document) {
        for (Exchange exchange : exchanges) {
            ObjectNode operation = (ObjectNode) document.requiredAt(exchange.operation());
            if (exchange.request() != null) {
                example(
                        (ObjectNode) operation.requiredAt("/requestBody/content/application~1json"),
                        exchange.name(),
                        exchange.request());
            }
            ObjectNode responses = (ObjectNode) operation.get("responses");
            ObjectNode response = (ObjectNode) responses.get(String.valueOf(exchange.status()));
            assertThat(response)
                    .as("%s answers %d", exchange.operation(), exchange.status())
                    .isNotNull();
            example(answers(document, response, exchange), exchange.name(), exchange.answer());
        }
    }

    /** Where the answer belongs; what many operations share is copied, since examples are of one. */
    private static ObjectNode answers(ObjectNode document, ObjectNode response, Exchange exchange) {
        JsonNode shared = response.remove("$ref");
        if (shared != null) {
            response.setAll(document.requiredAt(shared.asString().substring(1))
                    .deepCopy()
                    .asObject());
        }
        ObjectNode content = (ObjectNode)
                response.requiredAt("/content/" + exchange.mediaType().replace("/", "~1"));
        assertThat(validate(document, content.get("schema"), exchange.answer()))
                .as("%s answers %s", exchange.operation(), exchange.answer())
                .isEmpty();
        return content;
    }

    static List<?> validate(ObjectNode document, JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy().asObject();
        whole.set("components", document.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(value);
    }

    private static void example(ObjectNode content, String name, JsonNode value) {
        content.withObject("examples").withObject(name).set("value", stable(value));
    }

    private static JsonNode stable(JsonNode value) {
        String text = value.toString();
        for (var replaced : VOLATILE.entrySet()) {
            text = replaced.getKey().matcher(text).replaceAll(replaced.getValue());
        }
        return JSON.readTree(text);
    }
}
