package com.andejia.crm.systemtests;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/** What many people have been told in the course of time: copies of one notification that the service has stored itself. */
final class Archive implements AutoCloseable {
    private static final int AT_ONCE = 1_000;
    private static final long MINUTES_KEPT = 180 * 24 * 60;

    private final MongoClient client;
    private final MongoCollection<Document> notifications;
    private final Document model;
    private long copies;

    /** @param reader whoever has been told something already */
    Archive(RunningSystem system, String reader) {
        client = MongoClients.create(system.mongoUri("notifications"));
        notifications = client.getDatabase("notifications").getCollection("notifications");
        model = Objects.requireNonNull(
                notifications.find(Filters.eq("userId", reader)).first(), "nothing to copy");
    }

    /** Gives the person so many, of which every other one is unread; older than whatever they have. */
    void give(String person, int count) {
        List<Document> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(copy(person, i % 2 == 0 ? "SENT" : "READ"));
            if (some.size() == AT_ONCE || i == count - 1) {
                notifications.insertMany(some, new InsertManyOptions().ordered(false));
                some.clear();
            }
        }
    }

    private Document copy(String person, String status) {
        copies++;
        Instant newest = model.getDate("createdAt").toInstant();
        Date when = Date.from(newest.minus(copies % MINUTES_KEPT, ChronoUnit.MINUTES));
        return new Document(model)
                .append("_id", person + ":copy:" + copies)
                .append("userId", person)
                .append("eventId", "copy-" + copies)
                .append("subject", "customer-" + copies)
                .append("seq", -copies)
                .append("status", status)
                .append("createdAt", when)
                .append("storedAt", when);
    }

    @Override
    public void close() {
        client.close();
    }
}
