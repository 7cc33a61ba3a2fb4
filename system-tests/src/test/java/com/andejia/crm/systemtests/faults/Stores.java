package com.andejia.crm.systemtests.faults;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What lies in the two databases, looked at directly: the truth that REST and the streams are measured by. */
final class Stores implements AutoCloseable {
    private static final Bson WAITS = Filters.exists("outbox.since");

    private final MongoClient customers;
    private final MongoClient notifications;

    /**
     * One stored entry: what has become of one request; or a digest, which is made of several.
     *
     * @param status null for what is not shown by itself
     * @param memberOf the digest that it is part of; null if it is part of none
     * @param count what a digest says of how many members it has
     */
    record Stored(
            String id,
            String person,
            String type,
            @Nullable String status,
            String eventId,
            String epoch,
            long seq,
            @Nullable String memberOf,
            boolean isDigest,
            int count) {
        String position() {
            return epoch + "." + seq;
        }

        /** Whether lists and streams show it. */
        boolean isShown() {
            return memberOf == null;
        }
    }

    Stores(Deployment deployment) {
        customers = client(deployment.customersDatabase());
        notifications = client(deployment.notificationsDatabase());
    }

    private static MongoClient client(Server database) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://localhost:" + database.port()))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(60, TimeUnit.SECONDS))
                .build());
    }

    /** Documents whose outbox is not empty. */
    long unpublished() {
        return withOutbox().mapToLong(all -> all.countDocuments(WAITS)).sum();
    }

    /** What waits in them; a few of many. Read from the documents, whatever an index says. */
    List<Document> outboxes() {
        return withOutbox()
                .flatMap(all -> all.find().projection(Projections.include("outbox")).into(new ArrayList<>()).stream()
                        .filter(it -> it.get("outbox", Document.class).containsKey("since")))
                .limit(10)
                .toList();
    }

    private Stream<MongoCollection<Document>> withOutbox() {
        return Stream.of("customers", "staff").map(customers.getDatabase("customers")::getCollection);
    }

    /** Digests, which are few, are counted beside their members. */
    long notificationCount() {
        return all().estimatedDocumentCount();
    }

    /** In the order of their places. */
    List<Stored> notifications() {
        List<Stored> found = new ArrayList<>();
        all().find()
                .projection(Projections.include(
                        "userId", "type", "status", "eventId", "epoch", "seq", "memberOf", "begunSeq", "count"))
                .forEach(it -> found.add(new Stored(
                        it.getString("_id"),
                        it.getString("userId"),
                        it.getString("type"),
                        it.getString("status"),
                        it.getString("eventId"),
                        it.getString("epoch"),
                        it.getLong("seq"),
                        it.getString("memberOf"),
                        it.containsKey("begunSeq"),
                        it.getInteger("count", 1))));
        found.sort(Comparator.comparing(Stored::epoch).thenComparing(Stored::seq));
        return found;
    }

    private MongoCollection<Document> all() {
        return notifications.getDatabase("notifications").getCollection("notifications");
    }

    @Override
    public void close() {
        customers.close();
        notifications.close();
    }
}
