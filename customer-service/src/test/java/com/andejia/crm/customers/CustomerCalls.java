package com.andejia.crm.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** What people do to customers over HTTP, and what they are answered. */
public final class CustomerCalls {
    private final ServiceUnderTest service;

    public CustomerCalls(ServiceUnderTest service) {
        this.service = service;
    }

    /** The data of the new customer. */
    public JsonNode create(String who, Map<String, Object> body) {
        return data(send(who, HttpMethod.POST, "/api/customers", body)
                .expectStatus()
                .isCreated());
    }

    public String idOfNew(String who) {
        return create(who, CustomerBodies.valid()).get("id").asString();
    }

    public ResponseSpec patch(String who, String id, Map<String, ?> body) {
        return send(who, HttpMethod.PATCH, "/api/customers/" + id, body);
    }

    public ResponseSpec patch(String who, String id, String ifMatch, Map<String, ?> body) {
        return service.as(who)
                .patch()
                .uri("/api/customers/{id}", id)
                .header("If-Match", ifMatch)
                .bodyValue(body)
                .exchange();
    }

    public ResponseSpec freeze(String who, String id, boolean frozen) {
        return service.as(who)
                .patch()
                .uri("/api/customers/{id}/" + (frozen ? "freeze" : "unfreeze"), id)
                .exchange();
    }

    public ResponseSpec assign(String who, String id, String owner) {
        return send(who, HttpMethod.PATCH, "/api/customers/" + id + "/assign", Map.of("assignedTo", owner));
    }

    public ResponseSpec followUp(String who, String id, Map<String, ?> body) {
        return send(who, HttpMethod.POST, "/api/customers/" + id + "/follow-ups", body);
    }

    public ResponseSpec get(String who, String path, Object... variables) {
        return service.as(who).get().uri(path, variables).exchange();
    }

    public JsonNode found(String who, String path, Object... variables) {
        return data(get(who, path, variables).expectStatus().isOk());
    }

    private ResponseSpec send(String who, HttpMethod method, String path, Object body) {
        return service.as(who).method(method).uri(path).bodyValue(body).exchange();
    }

    public static JsonNode data(ResponseSpec response) {
        return response.expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("data");
    }

    public static JsonNode problem(ResponseSpec response, int status) {
        JsonNode problem = response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(problem.get("success").asBoolean()).isFalse();
        return problem;
    }

    public static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.get(field).asString())
                .toList();
    }
}
