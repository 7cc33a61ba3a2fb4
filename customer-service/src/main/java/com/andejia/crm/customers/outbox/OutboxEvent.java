package com.andejia.crm.customers.outbox;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits to be published.
 *
 * @param seq its place among the events of its aggregate: 1, 2, 3 …
 * @param data the value of the record, letter for letter
 * @param traceparent the trace of the write that caused it
 */
record OutboxEvent(
        long seq,
        String id,
        String type,
        Instant time,
        String data,
        @Nullable String traceparent) {

    static OutboxEvent from(Document document) {
        return new OutboxEvent(
                document.getLong("seq"),
                document.getString("id"),
                document.getString("type"),
                document.getDate("time").toInstant(),
                document.getString("data"),
                document.getString("traceparent"));
    }

    Document toDocument() {
        Document document = new Document("seq", seq)
                .append("id", id)
                .append("type", type)
                .append("time", Date.from(time))
                .append("data", data);
        return traceparent == null ? document : document.append("traceparent", traceparent);
    }

    int size() {
        return data.length();
    }
}
