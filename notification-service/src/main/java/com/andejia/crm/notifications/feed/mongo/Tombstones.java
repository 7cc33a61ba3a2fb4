package com.andejia.crm.notifications.feed.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.WriteConcern;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/**
 * What has been erased: an id and a date, found by the id and kept for good, since requests and events about it may be replayed at
 * any time.
 */
class Tombstones {
    private static final String COLLECTION = "erased_subjects";

    private final Mono<MongoCollection<Document>> collection;

    Tombstones(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    Mono<Void> put(String subject, Instant now) {
        return collection
                .flatMap(all -> Mono.from(all.updateOne(
                        eq("_id", subject), setOnInsert("at", Date.from(now)), new UpdateOptions().upsert(true))))
                .then();
    }

    Mono<Set<String>> among(Collection<String> subjects) {
        return collection
                .flatMapMany(all -> all.find(in("_id", subjects)))
                .map(document -> document.getString("_id"))
                .collect(Collectors.toSet());
    }
}
