package com.andejia.crm.notifications.replay.mongo;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.replay.Bound;
import com.andejia.crm.notifications.replay.Counts;
import com.andejia.crm.notifications.replay.Replay;
import com.andejia.crm.notifications.replay.Replay.State;
import com.andejia.crm.notifications.replay.ReplayOrder;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A replay as it lies in the store. */
final class ReplayDocument {
    private ReplayDocument() {}

    static Document write(Replay it) {
        ReplayOrder order = it.order();
        return new Document("_id", it.id())
                .append("topics", order.topics())
                .append("from", order.from().text())
                .append("to", order.to() == null ? null : order.to().text())
                .append("partition", order.partition())
                .append("subject", order.subject())
                .append("types", order.types())
                .append("dryRun", order.dryRun())
                .append("by", write(it.by()))
                .append("startedAt", Date.from(it.startedAt()))
                .append("state", it.state().name())
                .append("total", it.total())
                .append("counts", write(it.counts()))
                .append("seenAt", Date.from(it.seenAt()));
    }

    static Document write(Counts counts) {
        return new Document("read", counts.read())
                .append("missing", counts.missing())
                .append("present", counts.present())
                .append("notWanted", counts.notWanted())
                .append("skipped", counts.skipped());
    }

    static Document write(Person person) {
        return new Document("id", person.id()).append("name", person.name());
    }

    static Replay read(Document document) {
        Document counts = document.get("counts", Document.class);
        Document cancelledBy = document.get("cancelledBy", Document.class);
        Date endedAt = document.getDate("endedAt");
        return new Replay(
                document.getString("_id"),
                order(document),
                person(document.get("by", Document.class)),
                document.getDate("startedAt").toInstant(),
                State.valueOf(document.getString("state")),
                document.getLong("total"),
                new Counts(
                        counts.getLong("read"),
                        counts.getLong("missing"),
                        counts.getLong("present"),
                        counts.getLong("notWanted"),
                        counts.getLong("skipped")),
                document.getDate("seenAt").toInstant(),
                instant(endedAt),
                cancelledBy == null ? null : person(cancelledBy),
                document.getString("problem"));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static ReplayOrder order(Document document) {
        String to = document.getString("to");
        return new ReplayOrder(
                document.getList("topics", String.class),
                bound(document.getString("from")),
                to == null ? null : bound(to),
                document.getInteger("partition"),
                document.getString("subject"),
                document.getList("types", String.class),
                document.getBoolean("dryRun"));
    }

    private static Bound bound(String text) {
        return Bound.parse(text).orElseThrow(() -> new IllegalStateException("no bound: " + text));
    }

    private static Person person(Document person) {
        return new Person(person.getString("id"), person.getString("name"));
    }
}
