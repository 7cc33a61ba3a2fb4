package com.andejia.crm.customers.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.localstack.LocalMongo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class LostDatabaseIT {

    @Test
    void withoutTheDatabaseNothingIsAcknowledgedAndNothingHangs() {
        LocalMongo mongo = LocalMongo.inMemory(0);
        try (ServiceUnderTest service = ServiceUnderTest.start(Map.of("spring.mongodb.uri", mongo.uri("customers")))) {
            WebTestClient alice = service.as("alice");
            service.management()
                    .get()
                    .uri("/actuator/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isOk();
            mongo.close();
            Instant asked = Instant.now();

            unavailable(alice.post()
                    .uri("/api/customers")
                    .bodyValue(CustomerBodies.valid())
                    .exchange());
            unavailable(alice.get().uri("/api/customers").exchange());

            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
            service.management()
                    .get()
                    .uri("/actuator/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503);
        }
    }

    private static void unavailable(ResponseSpec response) {
        response.expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
