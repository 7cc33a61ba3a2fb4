package com.andejia.crm.notifications.statistics.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.andejia.crm.notifications.statistics.Failure;
import com.andejia.crm.notifications.statistics.Failures;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One document per request that was set aside: its type and when. */
@Component
class MongoFailures implements Failures {
    static final String COLLECTION = "failed_requests";

    private static final int DUPLICATE_KEY = 11000;

    private final Mono<MongoCollection<Document>> collection;

    MongoFailures(ReactiveMongoTemplate mongo) {
        this.collection = mongo.getCollection(COLLECTION)
                .map(raw -> raw.withWriteConcern(WriteConcern.MAJORITY.withJournal(true)))
                .cache();
    }

    @Override
    public Mono<Void> note(Collection<Failure> failures) {
        List<Document> documents = failures.stream()
                .map(it ->
                        new Document("_id", it.id()).append("type", it.type()).append("at", Date.from(it.at())))
                .toList();
        return collection
                .flatMap(all -> Mono.from(all.insertMany(documents, new InsertManyOptions().ordered(false))))
                .onErrorResume(MongoBulkWriteException.class, e -> wereAllThere(e) ? Mono.empty() : Mono.error(e))
                .then();
    }

    private static boolean wereAllThere(MongoBulkWriteException e) {
        return e.getWriteConcernError() == null
                && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }

    @Override
    public Mono<Map<String, Long>> count(Instant from, Instant until) {
        return collection
                .flatMapMany(all -> all.aggregate(List.of(
                        Aggregates.match(and(gte("at", Date.from(from)), lt("at", Date.from(until)))),
                        Aggregates.group("$type", Accumulators.sum("count", 1)))))
                .collectMap(
                        group -> group.getString("_id"),
                        group -> group.get("count", Number.class).longValue());
    }
}
