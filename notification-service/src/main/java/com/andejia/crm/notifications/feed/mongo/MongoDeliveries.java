package com.andejia.crm.notifications.feed.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.set;

import com.andejia.crm.notifications.feed.Deliveries;
import com.andejia.crm.notifications.feed.Delivery;
import com.andejia.crm.notifications.feed.Spread;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** When a notification was first shown is a field of its own document, which is read and written here only. */
@Component
class MongoDeliveries implements Deliveries {
    private static final String DISPLAYED_AT = "displayedAt";
    /** Members of digests are shown with them, and what was switched off is not shown. */
    private static final Bson SHOWN = eq("kind", EntryDocument.NOTIFICATION);

    private static final Bson OF_INTEREST =
            Projections.include("type", "createdAt", "storedAt", DISPLAYED_AT, "readAt", "silent");

    private final Mono<MongoCollection<Document>> collection;

    MongoDeliveries(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(MongoNotifications.COLLECTION).cache();
    }

    @Override
    public Mono<Long> note(String recipient, Map<String, Instant> displayed, Instant now) {
        return collection.flatMap(all -> Flux.from(all.find(notYet(recipient, in("_id", displayed.keySet())))
                        .projection(OF_INTEREST))
                .<WriteModel<Document>>map(it -> note(recipient, it, displayed, now))
                .collectList()
                .flatMap(notes -> write(all, notes)));
    }

    private static WriteModel<Document> note(
            String recipient, Document it, Map<String, Instant> displayed, Instant now) {
        String id = it.getString("_id");
        Instant possible = between(it.getDate("storedAt").toInstant(), now, displayed.getOrDefault(id, now));
        return new UpdateOneModel<>(notYet(recipient, eq("_id", id)), set(DISPLAYED_AT, Date.from(possible)));
    }

    private static Instant between(Instant earliest, Instant latest, Instant said) {
        if (said.isAfter(latest)) {
            return latest;
        }
        return said.isBefore(earliest) ? earliest : said;
    }

    private static Bson notYet(String recipient, Bson which) {
        return and(eq("userId", recipient), SHOWN, which, eq(DISPLAYED_AT, null));
    }

    private static Mono<Long> write(MongoCollection<Document> all, List<WriteModel<Document>> notes) {
        return notes.isEmpty()
                ? Mono.just(0L)
                : Mono.from(all.bulkWrite(notes, new BulkWriteOptions().ordered(false)))
                        .map(result -> (long) result.getModifiedCount());
    }

    @Override
    public Mono<Instant> displayedAt(String recipient, String id) {
        Bson shown = and(eq("_id", id), eq("userId", recipient), SHOWN);
        return collection
                .flatMap(
                        all -> Mono.from(all.find(shown).projection(OF_INTEREST).first()))
                .flatMap(it -> Mono.justOrEmpty(instant(it.getDate(DISPLAYED_AT))));
    }

    @Override
    public Mono<Spread> spread(String type, String subject) {
        Bson those = and(SHOWN, eq("type", type), eq("subject", subject));
        return Mono.zip(count(those), count(and(those, ne(DISPLAYED_AT, null))), count(and(those, ne("readAt", null))))
                .map(counts -> new Spread(counts.getT1(), counts.getT2(), counts.getT3()));
    }

    private Mono<Long> count(Bson which) {
        return collection.flatMap(all -> Mono.from(all.countDocuments(which)));
    }

    @Override
    public Flux<Delivery> stored(Instant from, Instant until) {
        Bson inTime = and(SHOWN, gte("storedAt", Date.from(from)), lt("storedAt", Date.from(until)));
        return collection
                .flatMapMany(all -> all.find(inTime).projection(OF_INTEREST))
                .map(MongoDeliveries::delivery);
    }

    private static Delivery delivery(Document document) {
        return new Delivery(
                document.getString("type"),
                document.getDate("createdAt").toInstant(),
                document.getDate("storedAt").toInstant(),
                instant(document.getDate(DISPLAYED_AT)),
                document.getDate("readAt") != null,
                document.getBoolean("silent", false));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
