package com.andejia.crm.customers.outbox;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.pull;

import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Moves waiting events out of a document before it grows too large in a long outage. Each is copied before it is taken
 * out, so that a crash anywhere leaves it in at least one place; copying again changes nothing.
 */
class OutboxSpill {
    private static final int MOST_EVENTS = 64;
    private static final int MOST_CHARACTERS = 256 * 1024;

    private final ReactiveMongoTemplate mongo;

    OutboxSpill(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    Mono<Void> makeRoom(Outstanding outbox) {
        if (outbox.waiting().size() < MOST_EVENTS && outbox.size() < MOST_CHARACTERS) {
            return Mono.empty();
        }
        long last = outbox.waiting().get(outbox.waiting().size() - 1).seq();
        Aggregate aggregate = outbox.aggregate();
        // Announced first: the relay looks for copies to delete only where it has been.
        return update(aggregate, max("outbox.spilled", last))
                .thenMany(Flux.fromIterable(outbox.waiting()))
                .concatMap(event -> copy(aggregate, event))
                .then(update(aggregate, pull("outbox.ev", lte("seq", last))));
    }

    private Mono<Void> copy(Aggregate aggregate, OutboxEvent event) {
        String id = MongoOutboxStore.spillId(aggregate, event.seq());
        Document copy = event.toDocument().append("_id", id).append("of", aggregate.toString());
        return mongo.execute(
                        MongoOutboxStore.SPILL,
                        spill -> spill.replaceOne(eq("_id", id), copy, new ReplaceOptions().upsert(true)))
                .then();
    }

    private Mono<Void> update(Aggregate aggregate, Bson update) {
        return mongo.execute(
                        aggregate.collection(), documents -> documents.updateOne(eq("_id", aggregate.id()), update))
                .then();
    }
}
