package com.andejia.crm.notifications.support;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What people in tests want to be told. */
public final class Wishes {
    private Wishes() {}

    /**
     * Everything by itself: no digests of bursts.
     *
     * @param client signed in as that person
     */
    public static void oneByOne(WebTestClient client) {
        client.put()
                .uri("/api/notifications/preferences")
                .bodyValue(Map.of("digestBursts", false))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.OK);
    }
}
