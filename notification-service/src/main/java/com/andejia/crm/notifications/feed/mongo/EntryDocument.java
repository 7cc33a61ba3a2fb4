package com.andejia.crm.notifications.feed.mongo;

import com.andejia.crm.notifications.digest.DigestKey;
import com.andejia.crm.notifications.feed.Entry;
import com.andejia.crm.notifications.feed.Member;
import com.andejia.crm.notifications.feed.Notification;
import com.andejia.crm.notifications.feed.NotificationStatus;
import com.andejia.crm.notifications.feed.Reason;
import com.andejia.crm.notifications.feed.Suppressed;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.preference.Preferences.Wish;
import com.andejia.crm.notifications.template.Priority;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** An entry as it lies in the store; the field names are the store's schema, and {@code kind} says which entry it is. */
final class EntryDocument {
    static final String NOTIFICATION = "NOTIFICATION";
    static final String MEMBER = "MEMBER";
    static final String SUPPRESSED = "SUPPRESSED";

    /** When it has been kept for long enough. */
    static final String EXPIRES_AT = "expiresAt";

    /** The end of the quiet hours that keep it from popping up; of others there is no such field. */
    static final String HELD_UNTIL = "heldUntil";

    /** Till when it is put off; of others there is no such field, which its index need not hold then. */
    static final String SNOOZED_UNTIL = "snoozedUntil";

    private EntryDocument() {}

    static Document write(Entry entry, Lifetimes lifetimes) {
        return contents(entry).append(EXPIRES_AT, lifetimes.end(entry));
    }

    private static Document contents(Entry entry) {
        if (entry instanceof Notification it) {
            return write(it);
        }
        return entry instanceof Member it ? write(it) : common(entry, SUPPRESSED);
    }

    static Document write(Notification it) {
        Document written = common(it, NOTIFICATION)
                .append("title", it.title())
                .append("content", it.content())
                .append("priority", it.priority().name())
                .append("status", it.status().name())
                .append("data", new Document(new LinkedHashMap<>(it.data())))
                .append("icon", it.icon())
                .append("color", it.color())
                .append("actionUrl", it.actionUrl())
                .append("actionText", it.actionText())
                .append("readAt", date(it.readAt()))
                .append("silent", it.silent())
                .append("count", it.count());
        if (it.reason().held()) {
            written.append(HELD_UNTIL, date(it.reason().quietUntil()));
        }
        return it.begunAt() == null
                ? written
                : written.append("begunEpoch", it.begunAt().epoch())
                        .append("begunSeq", it.begunAt().seq());
    }

    private static Document write(Member it) {
        return common(it, MEMBER)
                .append("title", it.title())
                .append("content", it.content())
                .append("data", new Document(new LinkedHashMap<>(it.data())))
                .append("actionUrl", it.actionUrl())
                .append("memberOf", it.digest().id())
                .append("digestType", it.digest().type())
                .append("operationId", it.digest().operationId())
                .append("burstSince", date(it.digest().since()));
    }

    private static Document common(Entry it, String kind) {
        Reason reason = it.reason();
        return new Document("_id", it.id())
                .append("kind", kind)
                .append("userId", it.recipient())
                .append("type", it.type())
                .append("createdAt", Date.from(it.createdAt()))
                .append("storedAt", Date.from(it.storedAt()))
                .append("eventId", it.eventId())
                .append("subject", it.subject())
                .append("epoch", it.position().epoch())
                .append("seq", it.position().seq())
                .append(
                        "reason",
                        new Document("eventType", reason.eventType())
                                .append("wish", reason.wish().name())
                                .append("quietUntil", date(reason.quietUntil()))
                                .append("held", reason.held())
                                .append("replay", reason.replay()));
    }

    static Entry read(Document document) {
        return switch (document.getString("kind")) {
            case NOTIFICATION -> notification(document);
            case MEMBER -> member(document);
            default -> suppressed(document);
        };
    }

    static Notification notification(Document document) {
        String begunEpoch = document.getString("begunEpoch");
        return new Notification(
                document.getString("_id"),
                document.getString("userId"),
                document.getString("type"),
                document.getString("title"),
                document.getString("content"),
                Priority.valueOf(document.getString("priority")),
                NotificationStatus.valueOf(document.getString("status")),
                new LinkedHashMap<>(document.get("data", Document.class)),
                document.getString("icon"),
                document.getString("color"),
                document.getString("actionUrl"),
                document.getString("actionText"),
                document.getDate("createdAt").toInstant(),
                document.getDate("storedAt").toInstant(),
                instant(document, "readAt"),
                instant(document, SNOOZED_UNTIL),
                document.getBoolean("silent"),
                document.getInteger("count"),
                document.getString("eventId"),
                document.getString("subject"),
                position(document),
                reason(document),
                begunEpoch == null ? null : new StreamPosition(begunEpoch, document.getLong("begunSeq")));
    }

    static Member member(Document document) {
        return new Member(
                document.getString("_id"),
                document.getString("userId"),
                document.getString("type"),
                document.getString("title"),
                document.getString("content"),
                texts(document.get("data", Document.class)),
                document.getString("actionUrl"),
                document.getDate("createdAt").toInstant(),
                document.getDate("storedAt").toInstant(),
                document.getString("eventId"),
                document.getString("subject"),
                position(document),
                Objects.requireNonNull(digest(document)),
                reason(document));
    }

    /** Null for what is in none. */
    static @Nullable DigestKey digest(Document document) {
        // What is being erased is in none any more, but still says in which it was.
        String id = document.getString(document.containsKey("memberOf") ? "memberOf" : MongoDigestStore.TAKEN_OUT_OF);
        return id == null
                ? null
                : new DigestKey(
                        id,
                        document.getString("digestType"),
                        document.getString("operationId"),
                        instant(document, "burstSince"));
    }

    static Suppressed suppressed(Document document) {
        return new Suppressed(
                document.getString("_id"),
                document.getString("userId"),
                document.getString("type"),
                document.getDate("createdAt").toInstant(),
                document.getDate("storedAt").toInstant(),
                document.getString("eventId"),
                document.getString("subject"),
                position(document),
                reason(document));
    }

    static StreamPosition position(Document document) {
        return new StreamPosition(document.getString("epoch"), document.getLong("seq"));
    }

    private static Reason reason(Document document) {
        Document reason = document.get("reason", Document.class);
        return new Reason(
                reason.getString("eventType"),
                Wish.valueOf(reason.getString("wish")),
                instant(reason, "quietUntil"),
                reason.getBoolean("held"),
                reason.getString("replay"));
    }

    private static Map<String, String> texts(Document data) {
        Map<String, String> texts = new LinkedHashMap<>();
        data.forEach((name, value) -> texts.put(name, (String) value));
        return texts;
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
