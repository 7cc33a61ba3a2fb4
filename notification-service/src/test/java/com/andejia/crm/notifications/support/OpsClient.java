package com.andejia.crm.notifications.support;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API as somebody with a role calls it.
 *
 * @param port of the service
 */
public record OpsClient(int port, String person, String role) {
    public JsonNode get(String path) {
        return get(path, HttpStatus.OK).get("data");
    }

    public JsonNode get(String path, HttpStatus expected) {
        return answer(client().get().uri(path).exchange(), expected);
    }

    public JsonNode post(String path, @Nullable Object body, HttpStatus expected) {
        return answer(
                client().post()
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body == null ? Map.of() : body)
                        .exchange(),
                expected);
    }

    public WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(token()))
                .build();
    }

    public String token() {
        return RealParts.ISSUER.tokenOf(person, role);
    }

    private static JsonNode answer(WebTestClient.ResponseSpec exchange, HttpStatus expected) {
        byte[] body = exchange.expectStatus()
                .isEqualTo(expected)
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return JsonMapper.shared().readTree(body);
    }
}
