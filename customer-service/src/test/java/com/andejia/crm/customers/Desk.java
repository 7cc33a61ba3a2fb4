package com.andejia.crm.customers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** A member of staff at work with customers: what they send, and what they are answered. */
public final class Desk {
    private final ServiceUnderTest service;
    private final String username;

    public Desk(ServiceUnderTest service, String username) {
        this.service = service;
        this.username = username;
    }

    /** Of an employee called 新人 who has just been taken on, and owns nothing yet. */
    public static Desk ofNewcomer(ServiceUnderTest service) {
        String id = "new-" + UUID.randomUUID();
        Map<String, Object> staff = Map.of("name", "新人", "roles", List.of("employee"), "password", "crm-local-" + id);
        service.as("admin")
                .put()
                .uri("/api/staff/{id}", id)
                .bodyValue(staff)
                .exchange()
                .expectStatus()
                .isOk();
        return new Desk(service, id);
    }

    public String username() {
        return username;
    }

    /** Enters a customer of their own, and returns its id. */
    public String enter() {
        return enter(CustomerBodies.valid()).get("id").asString();
    }

    public JsonNode enter(Map<String, Object> body) {
        return json(post("/api/customers", body).expectStatus().isCreated()).get("data");
    }

    /** Enters a customer and lets go of it. */
    public String enterIntoPool() {
        return enterIntoPool(CustomerBodies.valid());
    }

    public String enterIntoPool(Map<String, Object> body) {
        String id = enter(body).get("id").asString();
        release(id).expectStatus().isOk();
        return id;
    }

    public ResponseSpec release(String id) {
        return post("/api/customers/" + id + "/release-to-pool", Map.of("reason", "长期未跟进"));
    }

    public ResponseSpec post(String uri, Object body) {
        return service.as(username).post().uri(uri).bodyValue(body).exchange();
    }

    public ResponseSpec patch(String uri, Object body) {
        return service.as(username).patch().uri(uri).bodyValue(body).exchange();
    }

    public ResponseSpec get(String uri) {
        return service.as(username).get().uri(uri).exchange();
    }

    /** What is under {@code data} of a successful answer. */
    public JsonNode read(String uri) {
        return data(get(uri));
    }

    public JsonNode customer(String id) {
        return read("/api/customers/" + id);
    }

    public static JsonNode data(ResponseSpec response) {
        return json(response.expectStatus().isOk()).get("data");
    }

    /** What is shown of a refusal with that status. */
    public static String message(ResponseSpec response, int status) {
        return json(response.expectStatus().isEqualTo(status)).get("message").asString();
    }

    public static JsonNode json(ResponseSpec response) {
        return Objects.requireNonNull(
                response.expectBody(JsonNode.class).returnResult().getResponseBody());
    }
}
