package com.andejia.crm.systemtests.pipeline;

import com.andejia.crm.systemtests.measuring.ClosedLoop;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * How many documents a second the database takes: those of this run once more, into a collection that has no index but the one of ids.
 * As always it answers only when they are in its file.
 */
final class RawStore implements AutoCloseable {
    private static final String COPIES = "raw_copies";
    private static final int SAMPLES = 1_000;
    /** As many as it works on at a time. */
    private static final int WRITERS = 64;

    private static final int BATCH_WRITERS = 8;
    /** As many as the feed stores together. */
    private static final int BATCH = 100;

    private final MongoClient client;

    RawStore(String uri) {
        client = MongoClients.create(uri);
    }

    /** Customers, one by one. */
    double insertsPerSecond(double seconds) {
        MongoCollection<Document> copies = copies("customers");
        List<Document> samples = samples("customers");
        return ClosedLoop.perSecond(WRITERS, seconds, () -> {
            copies.insertOne(copyOfAny(samples));
            return 1;
        });
    }

    /** Notifications, many at a time. */
    double batchedPerSecond(double seconds) {
        MongoCollection<Document> copies = copies("notifications");
        List<Document> samples = samples("notifications");
        InsertManyOptions inAnyOrder = new InsertManyOptions().ordered(false);
        return ClosedLoop.perSecond(BATCH_WRITERS, seconds, () -> {
            copies.insertMany(
                    Stream.generate(() -> copyOfAny(samples)).limit(BATCH).toList(), inAnyOrder);
            return BATCH;
        });
    }

    private MongoCollection<Document> copies(String database) {
        return client.getDatabase(database).getCollection(COPIES);
    }

    /** Either service keeps in the database of this name a collection that is called the same. */
    private List<Document> samples(String name) {
        return client.getDatabase(name)
                .getCollection(name)
                .find()
                .limit(SAMPLES)
                .into(new ArrayList<>());
    }

    private static Document copyOfAny(List<Document> samples) {
        Document sample = samples.get(ThreadLocalRandom.current().nextInt(samples.size()));
        return new Document(sample).append("_id", UUID.randomUUID().toString());
    }

    @Override
    public void close() {
        client.close();
    }
}
