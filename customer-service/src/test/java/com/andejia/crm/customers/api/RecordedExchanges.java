package com.andejia.crm.customers.api;

import com.andejia.crm.customers.ServiceUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was asked of the running service and what it answered, as examples for its API document. */
final class RecordedExchanges {
    /** What is another each time, and what stands for it. */
    private static final Map<Pattern, String> VOLATILE = Map.of(
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
            "019ab3f2-7a40-7c31-9d2e-5b6c7d8e9f00",
            Pattern.compile("CUS[0-9]{11}"),
            "CUS70188905125",
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z"),
            "2025-11-24T07:43:08.911Z",
            Pattern.compile("\\b139[0-9]{8}\\b"),
            "13900138999",
            Pattern.compile("\\b139\\*{4}[0-9]{4}\\b"),
            "139****8999",
            Pattern.compile("\"eyJ[^\"]+\""),
            "\"<JWT>\"",
            Pattern.compile("\"nextCursor\" ?: ?\"[^\"]+\""),
            "\"nextCursor\":\"<cursor>\"");

    private final ServiceUnderTest service;
    private final List<Exchange> exchanges = new ArrayList<>();

    private record Exchange(
            String name,
            HttpMethod method,
            String path,
            @Nullable JsonNode request,
            int status,
            String mediaType,
            @Nullable JsonNode answer) {}

    RecordedExchanges(ServiceUnderTest service) {
        this.service = service;
    }

    /** The whole answer, before anything in it is replaced. */
    JsonNode ask(
            String name,
            @Nullable String who,
            HttpMethod method,
            String path,
            Map<String, ?> variables,
            String query,
            @Nullable Object body) {
        WebTestClient client = who == null ? service.anonymous() : service.as(who);
        WebTestClient.RequestBodySpec request = client.method(method).uri(path + query, variables);
        EntityExchangeResult<JsonNode> result = (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
        JsonNode answer = result.getResponseBody();
        exchanges.add(new Exchange(
                name,
                method,
                path,
                body == null ? null : stable(JsonMapper.shared().valueToTree(body)),
                result.getStatus().value(),
                String.valueOf(result.getResponseHeaders().getContentType()),
                answer == null ? null : stable(answer)));
        return Objects.requireNonNull(answer);
    }

    private static JsonNode stable(JsonNode value) {
        String text = value.toString();
        for (var replaced : VOLATILE.entrySet()) {
            text = replaced.getKey().matcher(text).replaceAll(replaced.getValue());
        }
        return JsonMapper.shared().readTree(text);
    }

    void addTo(ObjectNode document) {
        exchanges.forEach(exchange -> {
            ObjectNode operation = (ObjectNode) document.at("/paths")
                    .get(exchange.path())
                    .get(exchange.method().name().toLowerCase(Locale.ROOT));
            if (exchange.request() != null) {
                example(
                        operation
                                .withObject("requestBody")
                                .withObject("content")
                                .withObject("application/json"),
                        exchange.name(),
                        exchange.request());
            }
            ObjectNode response = operation.withObject("responses").withObject(String.valueOf(exchange.status()));
            if (!response.has("description")) {
                response.put(
                        "description", HttpStatus.valueOf(exchange.status()).getReasonPhrase());
            }
            if (exchange.answer() != null) {
                example(
                        response.withObject("content").withObject(exchange.mediaType()),
                        exchange.name(),
                        exchange.answer());
            }
        });
    }

    private static void example(ObjectNode content, String name, JsonNode value) {
        content.withObject("examples").withObject(name).set("value", value);
    }
}
