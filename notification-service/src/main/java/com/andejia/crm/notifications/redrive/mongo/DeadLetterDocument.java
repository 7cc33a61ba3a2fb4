package com.andejia.crm.notifications.redrive.mongo;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.redrive.DeadLetter;
import com.andejia.crm.notifications.redrive.DeadLetter.Act;
import com.andejia.crm.notifications.redrive.DeadLetter.Kind;
import com.andejia.crm.notifications.redrive.DeadLetter.Origin;
import com.andejia.crm.notifications.redrive.DeadLetter.Place;
import com.andejia.crm.notifications.redrive.DeadLetter.State;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** A dead letter as it lies in the store. */
final class DeadLetterDocument {
    static final String EXPIRES_AT = "expiresAt";

    /** What is another one each time that it is set aside. */
    static final List<String> OF_THIS_TIME =
            List.of("kind", "state", "partition", "offset", "at", "reason", "eventType", "body", "place");

    private DeadLetterDocument() {}

    static Document write(DeadLetter it) {
        return new Document("_id", it.id())
                .append("kind", it.kind().name())
                .append("state", it.state().name())
                .append("topic", it.origin().topic())
                .append("partition", it.origin().partition())
                .append("offset", it.origin().offset())
                .append("key", it.origin().key())
                .append("at", Date.from(it.at()))
                .append("reason", it.reason())
                .append("eventId", it.eventId())
                .append("eventType", it.eventType())
                .append("body", it.body())
                .append("attempts", it.attempts())
                .append(
                        "history",
                        it.history().stream().map(DeadLetterDocument::write).toList())
                .append(
                        "place",
                        new Document("topic", it.place().topic())
                                .append("partition", it.place().partition())
                                .append("offset", it.place().offset()));
    }

    static Document write(Act act) {
        return new Document("at", Date.from(act.at()))
                .append("byId", act.by().id())
                .append("byName", act.by().name())
                .append("what", act.what())
                .append("detail", act.detail());
    }

    static DeadLetter read(Document document) {
        Document place = document.get("place", Document.class);
        return new DeadLetter(
                document.getString("_id"),
                Kind.valueOf(document.getString("kind")),
                State.valueOf(document.getString("state")),
                new Origin(
                        document.getString("topic"),
                        document.getInteger("partition"),
                        document.getLong("offset"),
                        document.getString("key")),
                document.getDate("at").toInstant(),
                document.getString("reason"),
                document.getString("eventId"),
                document.getString("eventType"),
                document.getString("body"),
                document.getInteger("attempts"),
                document.getList("history", Document.class).stream()
                        .map(DeadLetterDocument::act)
                        .toList(),
                new Place(place.getString("topic"), place.getInteger("partition"), place.getLong("offset")));
    }

    private static Act act(Document act) {
        return new Act(
                act.getDate("at").toInstant(),
                new Person(act.getString("byId"), act.getString("byName")),
                act.getString("what"),
                act.getString("detail"));
    }
}
