package com.andejia.crm.notifications.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.support.RealPartsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.HeaderAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The console's files over HTTP: open to everybody, unlike whatever else there is. */
@RealPartsTest
class ConsoleIT {
    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/console/console.js",
                "/console/console.css",
                "/console/icon.svg",
                "/notification-bell/notification-bell.js"
            })
    void theFilesAreServedToWhoeverAsksAndRunNothingThatIsNotOurs(String path) {
        HeaderAssertions headers = get(path).expectStatus().isOk().expectHeader();

        headers.valueEquals("X-Content-Type-Options", "nosniff");
        headers.valueEquals("Referrer-Policy", "no-referrer");
        headers.valueEquals("X-Frame-Options", "DENY");
        headers.value(
                "Content-Security-Policy",
                policy -> assertThat(policy)
                        .contains(
                                "default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                        .doesNotContain("unsafe"));
        headers.value("Cache-Control", caching -> assertThat(caching).contains("no-cache"));
    }

    @Test
    void elsewhereThanInALocalRunNobodyIsOfferedToSignInAs() {
        get("/console/settings")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"success\":true,\"data\":{\"customerService\":\"\",\"local\":false}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/notifications",
                "/api/notifications/stream",
                "/api/notifications/preferences",
                "/actuator/health",
                "/actuator/prometheus",
                "/application.yaml",
                "/templates/zh-CN.yaml",
                "/anything"
            })
    void everythingElseWantsAToken(String path) {
        get(path).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/../application.yaml", "/console/%2e%2e/application.yaml"})
    void noPathLeadsOutOfTheFolder(String path) {
        get(path)
                .expectStatus()
                .value(status -> assertThat(HttpStatus.valueOf(status))
                        .isIn(HttpStatus.BAD_REQUEST, HttpStatus.UNAUTHORIZED, HttpStatus.NOT_FOUND));
    }

    private ResponseSpec get(String path) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .get()
                .uri(path)
                .exchange();
    }
}
