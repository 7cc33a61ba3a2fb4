package com.andejia.crm.customers.outbox;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.TestStack;
import com.mongodb.reactivestreams.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MongoOutboxStoreIT extends OutboxStoreContract {
    private final ReactiveMongoTemplate mongo = new ReactiveMongoTemplate(
            MongoClients.create(TestStack.shared().mongoUri("")), "outbox-" + UUID.randomUUID());
    private final OutboxMetrics metrics = new OutboxMetrics(new SimpleMeterRegistry(), clock);
    private final OutboxSpill spill = new OutboxSpill(mongo);
    private final OutboxRelay relay = new OutboxRelay(
            store("fast", clock), (aggregate, event) -> Mono.error(new IllegalStateException()), metrics);
    private final OutboxWriter writer = new OutboxWriter(
            mongo,
            spill,
            new FastPath(relay, metrics),
            new EventRecorder(new EventTracing(Tracer.NOOP, Propagator.NOOP)),
            clock,
            leases("writer"));

    private static Leases leases(String relay) {
        return new Leases(relay, Duration.ofSeconds(30));
    }

    @Override
    OutboxStore store(String relay, Clock clock) {
        return new MongoOutboxStore(
                mongo,
                List.of(new OutboxCollection("customers"), new OutboxCollection("staff")),
                metrics,
                clock,
                leases(relay));
    }

    @Override
    int schedules() {
        return 40;
    }

    @Override
    void append(Aggregate aggregate) {
        Document present = document(aggregate);
        var event = List.of(new StaffChanged(aggregate.id(), "爱丽丝", List.of("employee"), true));
        if (present == null) {
            writer.insert(
                            aggregate.collection(),
                            new Document("_id", aggregate.id()).append("version", 1L),
                            clock.instant(),
                            event)
                    .block();
            // A creation holds its lease itself, which is not what this suite is about.
            mongo.execute(
                            aggregate.collection(),
                            documents -> documents.updateOne(
                                    eq("_id", aggregate.id()),
                                    new Document("$unset", new Document("outbox.lease.by", ""))))
                    .blockLast();
        } else {
            assertThat(writer.update(
                                    aggregate.collection(),
                                    aggregate.id(),
                                    present.getLong("version"),
                                    inc("changes", 1),
                                    clock.instant(),
                                    event)
                            .block())
                    .isNotNull();
        }
    }

    @Override
    void spill(Aggregate aggregate) {
        spill.spill(Outstanding.from(aggregate, document(aggregate).get("outbox", Document.class)))
                .block();
    }

    @Test
    void aCreationIsLeasedToItsWriter() {
        writer.insert(
                        "customers",
                        new Document("_id", customer.id()).append("version", 1L),
                        clock.instant(),
                        List.of(new StaffChanged(customer.id(), "爱丽丝", List.of(), true)))
                .block();

        assertThat(store("other", clock).claim(customer).block()).isNull();
        assertThat(store("writer", clock).mark(customer, 1).block()).isNull();
        assertThat(document(customer).get("outbox", Document.class).keySet()).containsOnly("seq", "pub", "ev");
    }

    @Test
    void whatAnEarlierVersionLeftWaitingWithoutALeaseIsDueOnceThisOneHasStarted() {
        append(customer);
        mongo.execute("customers", documents -> documents.updateOne(eq("_id", customer.id()), unset("outbox.lease")))
                .blockLast();
        assertThat(store("one", clock).due(1000).collectList().block()).doesNotContain(customer);

        new OutboxConfiguration(Duration.ofSeconds(30))
                .outboxesWithoutLease(mongo, List.of(new OutboxCollection("customers")), clock)
                .prepare()
                .block();

        clock.advance(Duration.ofMillis(1));
        assertThat(store("one", clock).due(1000).collectList().block()).contains(customer);
    }

    @Test
    void whatIsWrittenWhileTheBrokerIsAwayIsDueAtOnce() {
        Aggregate changed = new Aggregate("customers", "customer-" + UUID.randomUUID());
        append(changed);
        store("one", clock).claim(changed).block();
        store("one", clock).mark(changed, 1).block();
        while (!relay.isBrokerAway()) {
            Aggregate tried = new Aggregate("customers", "customer-" + UUID.randomUUID());
            append(tried);
            relay.relay(tried).block();
        }

        append(customer);
        append(changed);

        clock.advance(Duration.ofMillis(1));
        assertThat(store("one", clock).due(1000).collectList().block()).contains(customer, changed);
    }

    @Test
    void leasesThatAreGivenUpAllAtOnceAreWrittenAFewAtATime() {
        List<Aggregate> failed = Stream.generate(() -> new Aggregate("customers", "customer-" + UUID.randomUUID()))
                .limit(25)
                .toList();
        OutboxStore store = store("one", clock);
        failed.forEach(this::append);
        failed.forEach(each -> store.claim(each).block());

        long begin = System.nanoTime();
        Flux.fromIterable(failed)
                .flatMap(each -> store.backOff(each, Duration.ZERO), failed.size())
                .blockLast();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
        clock.advance(Duration.ofMillis(1));
        assertThat(store.due(1000).collectList().block()).containsAll(failed);
    }

    @Test
    void aWriteOnAnOldVersionChangesNothing() {
        append(customer);
        append(customer);

        assertThat(writer.update("customers", customer.id(), 1, inc("changes", 1), clock.instant(), List.of())
                        .block())
                .isNull();
        assertThat(document(customer).getLong("version")).isEqualTo(2);
    }

    /** As a crash after any step of a spill leaves it: a copy too many, never one too few. */
    @Test
    void aSpillThatIsCutShortAndDoneAgainLosesNothing() {
        append(customer);
        append(customer);
        Outstanding before = Outstanding.from(customer, document(customer).get("outbox", Document.class));
        spill.copyAll(before).block();
        assertThat(store("one", clock).claim(customer).block().waiting()).hasSize(2);

        spill(customer);
        store("one", clock).mark(customer, 1).block();
        spill.copyAll(before).block(); // a zombie comes late

        Outstanding left = store("one", clock).mark(customer, 1).block();
        assertThat(left.pub()).isEqualTo(1);
        assertThat(store("one", clock).spilled(customer, 1).block()).isNull();
        assertThat(store("one", clock).spilled(customer, 2).block()).isNotNull();
    }

    private Document document(Aggregate aggregate) {
        return mongo.execute(aggregate.collection(), documents -> documents.find(eq("_id", aggregate.id())))
                .blockFirst();
    }
}
