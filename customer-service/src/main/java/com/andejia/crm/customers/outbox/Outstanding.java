package com.andejia.crm.customers.outbox;

import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * An outbox as it was read: what has been written, what has been published, what waits.
 *
 * @param seq the last event written
 * @param pub the last event known to be published, with all before it
 * @param waiting those of the events in between that have not spilled
 */
record Outstanding(Aggregate aggregate, long seq, long pub, List<OutboxEvent> waiting) {

    static Outstanding from(Aggregate aggregate, Document outbox) {
        return new Outstanding(
                aggregate,
                outbox.getLong("seq"),
                outbox.getLong("pub"),
                outbox.getList("ev", Document.class).stream()
                        .map(OutboxEvent::from)
                        .toList());
    }

    Optional<OutboxEvent> event(long wanted) {
        return waiting.stream().filter(event -> event.seq() == wanted).findFirst();
    }

    int size() {
        return waiting.stream().mapToInt(OutboxEvent::size).sum();
    }
}
