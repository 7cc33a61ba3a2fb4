package com.andejia.crm.notifications.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event of the stream, encoded once for all connections
 * (<a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">event stream
 * format</a>).
 *
 * @param position its id; null for events that a client cannot resume from
 * @param bytes shared by all who send it, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copied by nobody, which is the point
public record Frame(@Nullable StreamPosition position, byte[] bytes) {
    static final Frame RETRY = new Frame(null, utf8("retry: 3000\n\n"));
    static final Frame HEARTBEAT = named("heartbeat", "{}");
    static final Frame RESYNC = named("resync", "{}");
    static final Frame SUPERSEDED = named("superseded", "{}");

    public static Frame notification(StreamPosition position, byte[] json) {
        return placed("notification", position, json);
    }

    /** A digest that has grown since it was first sent. */
    public static Frame updated(StreamPosition position, byte[] json) {
        return placed("notification-updated", position, json);
    }

    private static Frame placed(String event, StreamPosition position, byte[] json) {
        var frame = new ByteArrayOutputStream(json.length + 80);
        frame.writeBytes(utf8("event: " + event + "\nid: " + position + "\ndata: "));
        frame.writeBytes(json);
        frame.writeBytes(utf8("\n\n"));
        return new Frame(position, frame.toByteArray());
    }

    /** What was read on any device: {@code {"ids":[…]}} or {@code {"upTo":"…"}}. */
    static Frame read(byte[] json) {
        return named("read", new String(json, StandardCharsets.UTF_8));
    }

    static Frame unreadCount(long count) {
        return named("unread-count", "{\"count\":" + count + "}");
    }

    static Frame expiring(long seconds) {
        return named("expiring", "{\"expiresInSeconds\":" + seconds + "}");
    }

    private static Frame named(String event, String json) {
        return new Frame(null, utf8("event: " + event + "\ndata: " + json + "\n\n"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
