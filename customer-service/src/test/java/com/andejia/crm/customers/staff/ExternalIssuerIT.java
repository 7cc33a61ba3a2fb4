package com.andejia.crm.customers.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.ServiceUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ExternalIssuerIT {
    private final ServiceUnderTest issuer = ServiceUnderTest.shared();

    /** The shared service stands for the issuer; nothing but configuration says so. */
    @Test
    void anotherIssuersTokensAreTakenAndOurOwnLoginIsGone() {
        String keys = issuer.url() + "/.well-known/jwks.json";
        try (ServiceUnderTest service = ServiceUnderTest.start(
                "production", Map.of("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", keys))) {
            service.anonymous()
                    .get()
                    .uri("/api/customers")
                    .header("Authorization", "Bearer " + issuer.token("alice"))
                    .exchange()
                    .expectStatus()
                    .isOk();
            service.anonymous()
                    .post()
                    .uri("/api/auth/login")
                    .bodyValue(Map.of("username", "alice", "password", "crm-local-alice"))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void anIssuerThatHangsHangsNobodyAndIsNotAskedByEverybody() {
        try (HangingServer hanging = new HangingServer();
                ServiceUnderTest service = ServiceUnderTest.start(
                        "production",
                        Map.of("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", hanging.uri() + "/keys"))) {
            String token = issuer.token("alice");
            long start = System.nanoTime();
            List<ResponseSpec> answers = Flux.range(0, 20)
                    .flatMap(
                            i -> Mono.fromCallable(() -> ask(service, token)).subscribeOn(Schedulers.boundedElastic()),
                            20)
                    .collectList()
                    .block();

            assertThat(answers)
                    .hasSize(20)
                    .allSatisfy(answer -> answer.expectStatus()
                            .isEqualTo(503)
                            .expectHeader()
                            .exists("Retry-After")
                            .expectHeader()
                            .contentType(MediaType.APPLICATION_PROBLEM_JSON));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(hanging.connections()).as("of twenty requests").isLessThanOrEqualTo(2);
        }
    }

    private static ResponseSpec ask(ServiceUnderTest service, String token) {
        return service.anonymous()
                .get()
                .uri("/api/customers")
                .header("Authorization", "Bearer " + token)
                .exchange();
    }
}
