package com.andejia.crm.notifications.feed.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.andejia.crm.notifications.feed.Entries;
import com.andejia.crm.notifications.feed.Entry;
import com.andejia.crm.notifications.feed.Page;
import com.andejia.crm.notifications.feed.Suppressed;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The same collection, looked at without regard to what became of the requests. */
@Component
class MongoEntries implements Entries {
    private final Mono<MongoCollection<Document>> collection;

    MongoEntries(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(MongoNotifications.COLLECTION).cache();
    }

    @Override
    public Mono<Entry> find(String recipient, String id) {
        Bson it = and(eq("_id", id), eq("userId", recipient));
        return collection.flatMap(all -> Mono.from(all.find(it).first())).map(EntryDocument::read);
    }

    @Override
    public Mono<Page<Suppressed>> suppressed(String recipient, int page, int pageSize) {
        Bson suppressed = and(eq("userId", recipient), eq("kind", EntryDocument.SUPPRESSED));
        return collection.flatMap(all -> Flux.from(all.find(suppressed)
                        .sort(Sorts.descending("createdAt", "_id"))
                        .skip((page - 1) * pageSize)
                        .limit(pageSize))
                .map(EntryDocument::suppressed)
                .collectList()
                .zipWith(
                        Mono.from(all.countDocuments(suppressed)),
                        (found, total) -> new Page<>(found, total, page, pageSize)));
    }

    @Override
    public Mono<Long> countHeld(String recipient, Instant until) {
        Bson held = and(eq("userId", recipient), eq(EntryDocument.HELD_UNTIL, Date.from(until)));
        return collection.flatMap(all -> Mono.from(all.countDocuments(held)));
    }
}
