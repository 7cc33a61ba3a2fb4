package com.andejia.crm.customers.ratelimit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.RequestBodySpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class PublicEndpointLimitsIT {
    private static final String LEADS = "/api/customers/website-lead";

    @Test
    void whoAsksTooOftenIsToldSoWhateverTheyClaimToBe() {
        try (ServiceUnderTest service = ServiceUnderTest.start(Map.of(
                "crm.rate-limits.website-leads.limit", 3,
                "crm.rate-limits.website-leads.period", "1h",
                "crm.rate-limits.login-attempts.limit", 2,
                "crm.rate-limits.login-attempts.period", "1h",
                "crm.web.allowed-origins", "https://www.example.com"))) {
            for (int i = 0; i < 3; i++) {
                lead(service, LEADS).expectStatus().isCreated();
            }
            JsonNode problem = refused(lead(service, LEADS));
            assertThat(problem.at("/message").asString()).isEqualTo("提交过于频繁，请稍后再试");
            refused(lead(service, "/api/customers/website%2Dlead"));
            refused(send(
                    service.anonymous().post().uri(LEADS).header("X-Forwarded-For", "203.0.113.7"),
                    Map.of("name", "访客", "phone", CustomerBodies.phone())));
            send(
                            service.anonymous().post().uri(LEADS).header(HttpHeaders.ORIGIN, "https://www.example.com"),
                            Map.of("name", "访客", "phone", CustomerBodies.phone()))
                    .expectStatus()
                    .isEqualTo(429)
                    .expectHeader()
                    .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://www.example.com");

            login(service, "alice").expectStatus().isOk();
            login(service, "alice").expectStatus().isOk();
            refused(login(service, "alice"));
            service.anonymous()
                    .get()
                    .uri("/.well-known/jwks.json")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void aProxyIsBelievedWhereItIsConfigured() {
        try (ServiceUnderTest service = ServiceUnderTest.start(Map.of(
                "crm.rate-limits.website-leads.limit", 1,
                "crm.rate-limits.website-leads.period", "1h",
                "server.forward-headers-strategy", "native"))) {
            leadFrom(service, "203.0.113.7").expectStatus().isCreated();
            refused(leadFrom(service, "203.0.113.7"));
            leadFrom(service, "203.0.113.8").expectStatus().isCreated();
            leadFrom(service, "2001:db8:1:2::1").expectStatus().isCreated();
            refused(leadFrom(service, "2001:db8:1:2:ffff::2"));
            leadFrom(service, "2001:db8:1:3::1").expectStatus().isCreated();
        }
    }

    private static ResponseSpec leadFrom(ServiceUnderTest service, String address) {
        return send(
                service.anonymous().post().uri(LEADS).header("X-Forwarded-For", address),
                Map.of("name", "访客", "phone", CustomerBodies.phone()));
    }

    private static ResponseSpec lead(ServiceUnderTest service, String path) {
        return send(
                service.anonymous().post().uri(URI.create(service.url() + path)),
                Map.of("name", "访客", "phone", CustomerBodies.phone()));
    }

    private static ResponseSpec login(ServiceUnderTest service, String username) {
        return send(
                service.anonymous().post().uri("/api/auth/login"),
                Map.of("username", username, "password", "crm-local-" + username));
    }

    private static ResponseSpec send(RequestBodySpec request, Map<String, ?> body) {
        return request.bodyValue(body).exchange();
    }

    private static JsonNode refused(ResponseSpec response) {
        return response.expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, 3600)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}
