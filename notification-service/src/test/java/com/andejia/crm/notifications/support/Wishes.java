package com.andejia.crm.notifications.support;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What people in tests want to be told. */
public final class Wishes {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private Wishes() {}

    /**
     * Everything by itself: no digests of bursts.
     *
     * @param client signed in as that person
     */
    public static void oneByOne(WebTestClient client) {
        change(client, Map.of("digestBursts", false));
    }

    /**
     * Changes the preferences.
     *
     * @param client signed in as that person
     */
    public static void change(WebTestClient client, Map<String, ?> part) {
        client.put()
                .uri("/api/notifications/preferences")
                .bodyValue(part)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.OK);
    }

    /** Quiet hours that it is now. */
    public static Map<String, Object> quietNow(boolean letHighThrough) {
        LocalTime time = LocalTime.now(ZoneOffset.UTC);
        return Map.of(
                "enabled",
                true,
                "start",
                time.minusHours(1).format(CLOCK),
                "end",
                time.plusHours(1).format(CLOCK),
                "zone",
                "UTC",
                "letHighThrough",
                letHighThrough);
    }
}
