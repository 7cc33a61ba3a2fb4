package com.andejia.crm.customers.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.reactor.ratelimiter.operator.RateLimiterOperator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The outboxes inside the documents of all {@link OutboxCollection}s. */
class MongoOutboxStore implements OutboxStore {
    static final String SPILL = "outbox_spill";

    /** A broker that goes fails all that was in flight at once. As many updates at once would have writers queue behind them. */
    private static final RateLimiterConfig GIVING_UP = RateLimiterConfig.custom()
            .limitForPeriod(5)
            .limitRefreshPeriod(Duration.ofMillis(100))
            .timeoutDuration(Duration.ofSeconds(10))
            .build();

    private final ReactiveMongoTemplate mongo;
    private final List<OutboxCollection> collections;
    private final OutboxMetrics metrics;
    private final Clock clock;
    private final Leases leases;
    private final RateLimiter givingUp = RateLimiter.of("outbox-leases", GIVING_UP);

    MongoOutboxStore(
            ReactiveMongoTemplate mongo,
            List<OutboxCollection> collections,
            OutboxMetrics metrics,
            Clock clock,
            Leases leases) {
        this.mongo = mongo;
        this.collections = collections;
        this.metrics = metrics;
        this.clock = clock;
        this.leases = leases;
    }

    @Override
    public Mono<Outstanding> claim(Aggregate aggregate) {
        return Mono.defer(() -> claimNow(aggregate));
    }

    private Mono<Outstanding> claimNow(Aggregate aggregate) {
        Instant now = clock.instant();
        Bson free = and(eq("_id", aggregate.id()), exists("outbox.since"), leases.canBeTaken(now));
        return findAndUpdate(aggregate, free, set("outbox.lease", leases.from(now)), ReturnDocument.BEFORE)
                .doOnNext(this::noticeTakeover)
                .map(outbox -> Outstanding.from(aggregate, outbox));
    }

    @Override
    public Mono<OutboxEvent> spilled(Aggregate aggregate, long seq) {
        return mongo.execute(SPILL, spill -> spill.find(eq("_id", spillId(aggregate, seq))))
                .next()
                .map(OutboxEvent::from);
    }

    @Override
    public Mono<Outstanding> mark(Aggregate aggregate, long published) {
        return Mono.defer(() -> markNow(aggregate, published));
    }

    private Mono<Outstanding> markNow(Aggregate aggregate, long published) {
        Bson done = combine(pull("outbox.ev", lte("seq", published)), max("outbox.pub", published));
        Bson itself = eq("_id", aggregate.id());
        Bson drained = and(itself, eq("outbox.seq", published));
        Bson finished = combine(done, unset("outbox.since"), unset("outbox.lease"));
        Bson unfinished = and(itself, exists("outbox.since"));
        Bson goOn = combine(done, set("outbox.lease", leases.from(clock.instant())));
        return findAndUpdate(aggregate, drained, finished, ReturnDocument.AFTER)
                .flatMap(outbox -> dropSpilled(aggregate, outbox, published).thenReturn(true))
                .switchIfEmpty(Mono.just(false))
                .filter(isDrained -> !isDrained)
                .flatMap(left -> findAndUpdate(aggregate, unfinished, goOn, ReturnDocument.AFTER))
                .flatMap(outbox ->
                        dropSpilled(aggregate, outbox, published).thenReturn(Outstanding.from(aggregate, outbox)));
    }

    /** After the marking: until then they may be the only copy. */
    private Mono<Void> dropSpilled(Aggregate aggregate, Document outbox, long published) {
        return outbox.containsKey("spilled")
                ? mongo.execute(
                                SPILL,
                                spill -> spill.deleteMany(and(eq("of", aggregate.toString()), lte("seq", published))))
                        .then()
                : Mono.empty();
    }

    /** One that would have to wait for long is refused, and the lease runs out by itself. */
    @Override
    public Mono<Void> backOff(Aggregate aggregate, Duration pause) {
        return Mono.defer(() -> {
                    Bson held = and(eq("_id", aggregate.id()), leases.isOurs());
                    Bson givenUp = leases.givenUpUntil(clock.instant().plus(pause));
                    return mongo.execute(aggregate.collection(), documents -> documents.updateOne(held, givenUp))
                            .then();
                })
                .transformDeferred(RateLimiterOperator.of(givingUp));
    }

    /** Found by {@code since}, which every leased outbox has and the index knows. */
    @Override
    public Mono<Void> release() {
        return Mono.defer(() -> {
            Bson ours = and(exists("outbox.since"), leases.isOurs());
            Bson givenUp = leases.givenUpUntil(clock.instant());
            return eachCollection(name -> mongo.execute(name, documents -> documents.updateMany(ours, givenUp)))
                    .then();
        });
    }

    @Override
    public Flux<Aggregate> due(int limit) {
        return Flux.defer(() -> dueNow(limit));
    }

    private Flux<Aggregate> dueNow(int limit) {
        Instant now = clock.instant();
        return eachCollection(name -> Flux.concat(
                        with(name, leases.hasEnded(now), limit), with(name, leases.endsTooLate(now), limit)))
                .take(limit);
    }

    /** A question of its own for each stretch of the index: not every database finds both by it in one. */
    private Flux<Aggregate> with(String collection, Bson lease, int limit) {
        return mongo.execute(
                        collection,
                        documents -> documents
                                .find(lease)
                                .projection(Projections.include("_id"))
                                .limit(limit))
                .map(document -> new Aggregate(collection, document.getString("_id")));
    }

    @Override
    public Mono<Backlog> backlog() {
        Mono<Long> pending = eachCollection(
                        name -> mongo.execute(name, documents -> documents.countDocuments(exists("outbox.since"))))
                .reduce(0L, Long::sum);
        Mono<Duration> oldest = eachCollection(this::oldest).reduce(Duration.ZERO, MongoOutboxStore::longer);
        // Known without reading those that an outage has left there.
        Mono<Long> spilled =
                mongo.execute(SPILL, spill -> spill.estimatedDocumentCount()).next();
        return Mono.zip(pending, oldest, spilled)
                .map(figures -> new Backlog(figures.getT1(), figures.getT2(), figures.getT3()));
    }

    private Flux<Duration> oldest(String collection) {
        return mongo.execute(
                        collection,
                        documents -> documents
                                .find(exists("outbox.since"))
                                .sort(Sorts.ascending("outbox.since"))
                                .projection(Projections.include("outbox.since"))
                                .limit(1))
                .map(document -> document.getEmbedded(List.of("outbox", "since"), Date.class))
                .map(since -> Duration.between(since.toInstant(), clock.instant()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private <T> Flux<T> eachCollection(Function<String, Flux<T>> query) {
        return Flux.fromIterable(collections).map(OutboxCollection::name).concatMap(query);
    }

    private Mono<Document> findAndUpdate(Aggregate aggregate, Bson filter, Bson update, ReturnDocument which) {
        var options = new FindOneAndUpdateOptions().returnDocument(which).projection(Projections.include("outbox"));
        return mongo.execute(aggregate.collection(), documents -> documents.findOneAndUpdate(filter, update, options))
                .next()
                .mapNotNull(document -> document.get("outbox", Document.class));
    }

    private void noticeTakeover(Document outbox) {
        Document lease = outbox.get("lease", Document.class);
        if (lease != null && leases.isAnothers(lease)) {
            metrics.leaseTakenOver();
        }
    }

    static String spillId(Aggregate aggregate, long seq) {
        return aggregate + ":" + seq;
    }
}
