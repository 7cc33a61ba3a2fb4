package com.andejia.crm.systemtests.crowd;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client asks notification-service for its stream with. */
public final class StreamRequest {
    private StreamRequest() {}

    /**
     * The request of HTTP/1.1.
     *
     * @param lastEventId what it has seen last; null if it has just come
     */
    public static byte[] of(String token, @Nullable String lastEventId) {
        String request = """
                GET /api/notifications/stream HTTP/1.1\r
                Host: localhost\r
                Accept: text/event-stream\r
                Authorization: Bearer %s\r
                %s\r
                """.formatted(token, lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n");
        return request.getBytes(StandardCharsets.UTF_8);
    }
}
