package com.andejia.crm.notifications.feed.mongo;

import com.andejia.crm.notifications.feed.Notification;
import com.andejia.crm.notifications.feed.NotificationStatus;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.template.Priority;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A notification as it lies in the store; the field names are the store's schema. */
final class NotificationDocument {
    /** When it has been kept for long enough. */
    static final String EXPIRES_AT = "expiresAt";

    private NotificationDocument() {}

    static Document write(Notification it) {
        return new Document("_id", it.id())
                .append("userId", it.recipient())
                .append("type", it.type())
                .append("title", it.title())
                .append("content", it.content())
                .append("priority", it.priority().name())
                .append("status", it.status().name())
                .append("data", new Document(new LinkedHashMap<>(it.data())))
                .append("icon", it.icon())
                .append("color", it.color())
                .append("actionUrl", it.actionUrl())
                .append("actionText", it.actionText())
                .append("createdAt", Date.from(it.createdAt()))
                .append("storedAt", Date.from(it.storedAt()))
                .append("readAt", it.readAt() == null ? null : Date.from(it.readAt()))
                .append("silent", it.silent())
                .append("count", it.count())
                .append("eventId", it.eventId())
                .append("subject", it.subject())
                .append("epoch", it.position().epoch())
                .append("seq", it.position().seq());
    }

    static Notification read(Document document) {
        return new Notification(
                document.getString("_id"),
                document.getString("userId"),
                document.getString("type"),
                document.getString("title"),
                document.getString("content"),
                Priority.valueOf(document.getString("priority")),
                NotificationStatus.valueOf(document.getString("status")),
                texts(document.get("data", Document.class)),
                document.getString("icon"),
                document.getString("color"),
                document.getString("actionUrl"),
                document.getString("actionText"),
                document.getDate("createdAt").toInstant(),
                document.getDate("storedAt").toInstant(),
                instant(document.getDate("readAt")),
                document.getBoolean("silent"),
                document.getInteger("count"),
                document.getString("eventId"),
                document.getString("subject"),
                position(document));
    }

    static StreamPosition position(Document document) {
        return new StreamPosition(document.getString("epoch"), document.getLong("seq"));
    }

    private static Map<String, String> texts(Document data) {
        Map<String, String> texts = new LinkedHashMap<>();
        data.forEach((name, value) -> texts.put(name, (String) value));
        return texts;
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
