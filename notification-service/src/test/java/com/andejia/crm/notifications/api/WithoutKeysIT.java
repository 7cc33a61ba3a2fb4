package com.andejia.crm.notifications.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Whoever publishes the keys is away. */
@RealPartsTest
class WithoutKeysIT {
    /** Longer than an answer is good for, and than nobody is asked after a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String known = RealParts.ISSUER.tokenFor("alice");
    private final String unknown = RealParts.ISSUER.tokenOfAnUnknownKey("alice");

    @LocalServerPort
    private int port;

    @Test
    void whoeverHasATokenOfAKnownKeyGoesOnAndTheOthersAreToldToTryAgain() {
        ask(known).expectStatus().isOk();
        RealParts.ISSUER.setAway(true);
        try {
            awaitStatus(unknown, HttpStatus.SERVICE_UNAVAILABLE);
            ask(unknown)
                    .expectStatus()
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectHeader()
                    .exists(HttpHeaders.RETRY_AFTER)
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.success")
                    .isEqualTo(false)
                    .jsonPath("$.message")
                    .isEqualTo("暂时无法验证登录，请稍后重试");
            ask(known).expectStatus().isOk();
        } finally {
            RealParts.ISSUER.setAway(false);
        }
        awaitStatus(unknown, HttpStatus.UNAUTHORIZED);
    }

    /** Asks without an expectation, which would be logged whenever it is not met yet. */
    private void awaitStatus(String token, HttpStatus status) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(ask(token).expectBody().returnResult().getStatus())
                                .isEqualTo(status));
    }

    private ResponseSpec ask(String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(PATIENCE)
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build()
                .get()
                .uri("/api/notifications/unread-count")
                .exchange();
    }
}
