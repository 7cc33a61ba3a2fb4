package com.andejia.crm.notifications.api;

import com.andejia.crm.notifications.support.RealPartsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Pages that come from elsewhere: those of the configured origins may have the bell, no other ones. */
@RealPartsTest
class OtherOriginsIT {
    private static final String CRM = "https://crm.example";

    @LocalServerPort
    private int port;

    @Test
    void theBellRunsInPagesOfTheCrm() {
        client().get()
                .uri("/notification-bell/notification-bell.js")
                .header(HttpHeaders.ORIGIN, CRM)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CRM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/notifications/stream", "/api/notifications/receipts"})
    void andMayAskWithAToken(String path) {
        client().method(HttpMethod.OPTIONS)
                .uri(path)
                .header(HttpHeaders.ORIGIN, CRM)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "GET")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CRM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://crm.example", "https://crm.example.evil.example", "null"})
    void nobodyElseMay(String origin) {
        client().get()
                .uri("/api/notifications/unread-count")
                .header(HttpHeaders.ORIGIN, origin)
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    }

    private WebTestClient client() {
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }
}
