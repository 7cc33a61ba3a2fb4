package com.andejia.crm.customers.staff.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.Records;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.events.Topics;
import com.andejia.crm.localstack.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class IdentityIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();

    @Test
    void aLoginAnswersATokenAndACookie() {
        ResponseSpec response = login("alice", "crm-local-alice").expectStatus().isOk();

        JsonNode data = json(response).get("data");
        assertThat(data.get("expiresIn").asInt()).isEqualTo(8 * 3600);
        assertThat(data.at("/user/name").asString()).isEqualTo("爱丽丝");
        assertThat(data.at("/user/roles/0").asString()).isEqualTo("employee");
        response.expectHeader()
                .value(
                        HttpHeaders.SET_COOKIE,
                        cookie -> assertThat(cookie)
                                .startsWith("crm_session=")
                                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                                .doesNotContain("Secure"));
    }

    @Test
    void nothingTellsAnUnknownUserFromAWrongPassword() {
        String unknown = text(login("nobody-" + UUID.randomUUID(), "guess"));
        String wrong = text(login("bob", "guess"));

        assertThat(unknown).isEqualTo(wrong).contains("用户名或密码错误");
    }

    @Test
    void whoGuessesIsSlowedDownAndTheOthersAreNot() {
        String username = "guessed-" + UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            login(username, "guess").expectStatus().isUnauthorized();
        }

        login(username, "guess")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        login("alice", "crm-local-alice").expectStatus().isOk();
    }

    @Test
    void theKeySetHoldsPublicKeysOnly() {
        ResponseSpec response =
                service.anonymous().get().uri("/.well-known/jwks.json").exchange();

        response.expectStatus().isOk().expectHeader().valueMatches(HttpHeaders.CACHE_CONTROL, ".*max-age=.*");
        JsonNode key = json(response).at("/keys/0");
        assertThat(key.propertyNames()).contains("n", "e", "kid").doesNotContain("d", "p", "q", "dp", "dq", "qi");
    }

    @Test
    void anAdminAddsAndChangesStaffAndEachChangeIsAnEvent() {
        String id = "staff-" + UUID.randomUUID();
        Map<String, Object> body = Map.of("name", "新人", "roles", List.of("employee"), "password", "long-enough");
        put("admin", id, body).expectStatus().isOk();
        login(id, "long-enough").expectStatus().isOk();
        put("admin", id, Map.of("name", "新人", "roles", List.of("employee"), "active", false))
                .expectStatus()
                .isOk();
        put("admin", id, Map.of("name", "新人", "roles", List.of("employee"), "active", false))
                .expectStatus()
                .isOk();

        login(id, "long-enough").expectStatus().isUnauthorized();
        assertThat(json(get("alice", "/api/staff/assignable")).findValuesAsString("id"))
                .doesNotContain(id)
                .contains("alice");
        assertThat(json(get("manager", "/api/staff")).findValuesAsString("id")).contains(id);
        var records = Records.of(TestStack.shared().bootstrapServers(), Topics.STAFF_EVENTS, id, 2);
        assertThat(Records.sequences(records)).containsExactly(1L, 2L);
    }

    @Test
    void onlyAnAdminChangesStaffAndNeverLocksThemselvesOut() {
        Map<String, Object> body = Map.of("name", "鲍勃", "roles", List.of("admin"));

        put("manager", "bob", body).expectStatus().isForbidden();
        put("bob", "bob", body).expectStatus().isForbidden();
        put("admin", "admin", Map.of("name", "管理员", "roles", List.of("employee")))
                .expectStatus()
                .isEqualTo(422);
        put("admin", "a b", body).expectStatus().isBadRequest();
        put("admin", "x", Map.of("name", "某", "roles", List.of("king")))
                .expectStatus()
                .isBadRequest();
        get("alice", "/api/staff").expectStatus().isForbidden();
    }

    private ResponseSpec login(String username, String password) {
        return service.anonymous()
                .post()
                .uri("/api/auth/login")
                .bodyValue(Map.of("username", username, "password", password))
                .exchange();
    }

    private ResponseSpec put(String who, String id, Map<String, Object> body) {
        return service.as(who).put().uri("/api/staff/{id}", id).bodyValue(body).exchange();
    }

    private ResponseSpec get(String who, String uri) {
        return service.as(who).get().uri(uri).exchange();
    }

    private static JsonNode json(ResponseSpec response) {
        return response.expectBody(JsonNode.class).returnResult().getResponseBody();
    }

    private static String text(ResponseSpec response) {
        return response.expectStatus()
                .isUnauthorized()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
