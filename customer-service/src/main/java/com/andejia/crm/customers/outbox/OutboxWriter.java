package com.andejia.crm.customers.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;

import com.andejia.crm.events.DomainEvent;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/**
 * Writes a change and its events as one document write, so that neither is ever without the other. Documents are
 * changed by their {@code version}, which every write with events increments: who knows the version knows the last
 * event's number.
 */
public class OutboxWriter {
    private final ReactiveMongoTemplate mongo;
    private final OutboxSpill spill;
    private final FastPath fastPath;
    private final EventRecorder recorder;
    private final Clock clock;
    private final Leases leases;

    OutboxWriter(
            ReactiveMongoTemplate mongo,
            OutboxSpill spill,
            FastPath fastPath,
            EventRecorder recorder,
            Clock clock,
            Leases leases) {
        this.mongo = mongo;
        this.spill = spill;
        this.fastPath = fastPath;
        this.recorder = recorder;
        this.clock = clock;
        this.leases = leases;
    }

    /**
     * Inserts a document, which comes with its {@code _id} and {@code version}, and the first events about it.
     *
     * @param time when it happened, as the events will say
     */
    public Mono<Void> insert(String collection, Document document, Instant time, List<? extends DomainEvent> events) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            var aggregate = new Aggregate(collection, document.getString("_id"));
            List<OutboxEvent> entries = recorder.record(events, 0, time);
            Document outbox = new Document("seq", (long) entries.size())
                    .append("pub", 0L)
                    .append("since", Date.from(now))
                    .append("lease", fastPath.isOpen() ? leases.from(now) : leases.free(now))
                    .append("ev", documents(entries));
            document.append("outbox", outbox);
            return mongo.execute(collection, documents -> documents.insertOne(document))
                    .then(Mono.fromRunnable(
                            () -> fastPath.offerLeased(new Outstanding(aggregate, entries.size(), 0, entries))));
        });
    }

    /** Changes a document if it still has that version, and returns it changed; empty if it has moved on. */
    public Mono<Document> update(
            String collection, String id, long version, Bson change, Instant time, List<? extends DomainEvent> events) {
        var aggregate = new Aggregate(collection, id);
        return outbox(aggregate, version)
                .flatMap(outbox -> spill.makeRoom(outbox).thenReturn(outbox))
                .flatMap(outbox -> append(outbox, version, change, recorder.record(events, outbox.seq(), time)))
                .doOnNext(changed -> fastPath.offer(aggregate));
    }

    /** Of a document whose last event has been published: what a writer that stalled while it spilled may have left. */
    public Mono<Void> clearSpilled(String collection, String id) {
        return spill.clear(new Aggregate(collection, id));
    }

    private Mono<Outstanding> outbox(Aggregate aggregate, long version) {
        return mongo.execute(
                        aggregate.collection(),
                        documents -> documents
                                .find(sameVersion(aggregate, version))
                                .projection(Projections.include("outbox")))
                .next()
                .mapNotNull(document -> document.get("outbox", Document.class))
                .map(outbox -> Outstanding.from(aggregate, outbox));
    }

    private Mono<Document> append(Outstanding outbox, long version, Bson change, List<OutboxEvent> entries) {
        Instant now = clock.instant();
        Bson update = combine(
                change,
                inc("version", 1L),
                set("outbox.seq", outbox.seq() + entries.size()),
                pushEach("outbox.ev", documents(entries)),
                min("outbox.since", Date.from(now)),
                fastPath.isOpen() ? leases.awaited(now) : leases.freed(now));
        return mongo.execute(
                        outbox.aggregate().collection(),
                        documents -> documents.findOneAndUpdate(
                                sameVersion(outbox.aggregate(), version),
                                update,
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .next();
    }

    private static Bson sameVersion(Aggregate aggregate, long version) {
        return and(eq("_id", aggregate.id()), eq("version", version));
    }

    private static List<Document> documents(List<OutboxEvent> entries) {
        return entries.stream().map(OutboxEvent::toDocument).toList();
    }
}
