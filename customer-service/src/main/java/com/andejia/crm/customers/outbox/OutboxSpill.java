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
        boolean isFull = outbox.waiting().size() >= MOST_EVENTS || outbox.size() >= MOST_CHARACTERS;
        return isFull ? spill(outbox) : Mono.empty();
    }

    /** Announced first: the relay deletes copies of those only that have ever spilled. */
    Mono<Void> spill(Outstanding outbox) {
        long last = outbox.waiting().stream().mapToLong(OutboxEvent::seq).max().orElse(outbox.pub());
        return update(outbox.aggregate(), max("outbox.spilled", last))
                .then(copyAll(outbox))
                .then(update(outbox.aggregate(), pull("outbox.ev", lte("seq", last))));
    }

    Mono<Void> copyAll(Outstanding outbox) {
        return Flux.fromIterable(outbox.waiting())
                .concatMap(event -> copy(outbox.aggregate(), event))
                .then();
    }

    Mono<Void> clear(Aggregate aggregate) {
        return mongo.execute(MongoOutboxStore.SPILL, spill -> spill.deleteMany(eq("of", aggregate.toString())))
                .then();
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
