package com.andejia.crm.customers.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.Records;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.Topics;
import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.LocalKafka;
import com.andejia.crm.localstack.TestStack;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** What is promised whatever happens between a write and the log. */
class OutboxGuaranteesIT {
    private static final int HEAP = Integer.getInteger("crm.heap", 2_000);
    /** Shorter than the one of a replica that runs; what happens when it ends is the same. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration LONGEST_AFTER_A_CRASH = LEASE.plusSeconds(5);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("crm.outage", 20));

    @Test
    void aBrokerThatIsAwayFailsNoWriteAndGetsEverythingInOrderLater(@TempDir Path data) {
        int port = FreePorts.any();
        String bootstrap = "localhost:" + port;
        try (ServiceUnderTest service = ServiceUnderTest.start(Map.of("spring.kafka.bootstrap-servers", bootstrap))) {
            service.management()
                    .get()
                    .uri("/actuator/health/readiness")
                    .exchange()
                    .expectStatus()
                    .isOk();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                ids.add(create(service));
            }
            assign(service, ids.get(0), "bob");
            assertThat(pending(service)).isGreaterThanOrEqualTo(30);

            try (LocalKafka broker = LocalKafka.start(data, port)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> pending(service) == 0);
                for (String id : ids) {
                    int expected = id.equals(ids.get(0)) ? 3 : 2;
                    assertThat(sequences(bootstrap, id, expected)).containsExactlyElementsOf(to(expected));
                }
                service.close();
            }
        }
    }

    /** Two writes to the database for each customer are the limit; what the outage left behind must not be another. */
    @Test
    void whatHeapedUpInALongOutageIsPublishedAsFastAsTheDatabaseGoes(@TempDir Path data) {
        int port = FreePorts.any();
        String bootstrap = "localhost:" + port;
        LocalKafka broker = LocalKafka.start(data, port);
        try (ServiceUnderTest service = ServiceUnderTest.start(Map.of("spring.kafka.bootstrap-servers", bootstrap))) {
            create(service);
            await().atMost(Duration.ofSeconds(30)).until(() -> pending(service) == 0);
            broker.close();
            heapUp(service, HEAP);
            await().ignoreExceptions()
                    .pollInterval(Duration.ofSeconds(2))
                    .during(OUTAGE)
                    .atMost(OUTAGE.plusSeconds(60))
                    .until(() -> pending(service) >= HEAP);
            create(service);

            broker = LocalKafka.start(data, port);
            Instant returned = Instant.now();
            await().ignoreExceptions()
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> pending(service) == 0);

            Duration taken = Duration.between(returned, Instant.now());
            System.out.printf("%d customers drained in %d ms%n", HEAP, taken.toMillis());
            assertThat(taken).isLessThan(Duration.ofSeconds(10 + HEAP / 400));
        } finally {
            broker.close();
        }
    }

    /** Customers as the writes of an outage leave them. */
    private static void heapUp(ServiceUnderTest service, int count) {
        var recorder = new EventRecorder(new EventTracing(Tracer.NOOP, Propagator.NOOP));
        List<Document> customers = IntStream.range(0, count)
                .mapToObj(i -> {
                    String id = "heap-" + i;
                    var event = new CustomerCreated(id, id, id, null, "美团", new Person("alice", "爱丽丝"), null, null);
                    List<Document> entries = recorder.record(List.of(event), 0, Instant.now()).stream()
                            .map(OutboxEvent::toDocument)
                            .toList();
                    Document outbox = new Document("seq", 1L)
                            .append("pub", 0L)
                            .append("since", Date.from(Instant.now()))
                            .append("lease", new Leases("none", LEASE).free(Instant.now()))
                            .append("ev", entries);
                    return new Document("_id", id).append("version", 1L).append("outbox", outbox);
                })
                .toList();
        Flux.fromIterable(customers)
                .buffer(1_000)
                .concatMap(some -> mongo(service).execute("customers", documents -> documents.insertMany(some)))
                .blockLast();
    }

    @Test
    void twoHundredEventsOfOneCustomerSpillAndComeOutInOrder(@TempDir Path data) {
        int port = FreePorts.any();
        String bootstrap = "localhost:" + port;
        try (ServiceUnderTest service = ServiceUnderTest.start(Map.of("spring.kafka.bootstrap-servers", bootstrap))) {
            String id = create(service);
            for (int i = 0; i < 198; i++) {
                assign(service, id, i % 2 == 0 ? "bob" : "alice");
            }
            assertThat(document(service, id).get("outbox", Document.class).getList("ev", Document.class))
                    .hasSizeLessThanOrEqualTo(64);
            assertThat(spilled(service)).isGreaterThan(100);

            try (LocalKafka broker = LocalKafka.start(data, port)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> pending(service) == 0);
                assertThat(sequences(bootstrap, id, 200)).containsExactlyElementsOf(to(200));
                assertThat(spilled(service)).isZero();
                service.close();
            }
        }
    }

    /** The document as a crash between the acknowledgement and the marking leaves it. */
    @Test
    void aCrashBetweenSendAndMarkPublishesAgainAndLosesNothing() {
        ServiceUnderTest service = ServiceUnderTest.shared();
        String bootstrap = TestStack.shared().bootstrapServers();
        String id = create(service);
        List<Document> entries = new ArrayList<>();
        Records.of(bootstrap, Topics.CUSTOMER_EVENTS, id, 2).forEach(record -> {
            var attributes = Records.attributes(record);
            entries.add(new OutboxEvent(
                            attributes.sequence(),
                            attributes.id(),
                            attributes.type(),
                            attributes.time(),
                            new String(record.value(), StandardCharsets.UTF_8),
                            attributes.traceparent())
                    .toDocument());
        });
        await().until(() -> !document(service, id).get("outbox", Document.class).containsKey("since"));
        Document lease = new Leases("somebody", LEASE).from(Instant.now());
        mongo(service)
                .execute(
                        "customers",
                        customers -> customers.updateOne(
                                Filters.eq("_id", id),
                                Updates.combine(
                                        Updates.set("outbox.ev", entries),
                                        Updates.set("outbox.pub", 0L),
                                        Updates.set("outbox.since", Date.from(Instant.now())),
                                        Updates.set("outbox.lease", lease))))
                .blockLast();

        await().atMost(LONGEST_AFTER_A_CRASH)
                .until(() ->
                        !document(service, id).get("outbox", Document.class).containsKey("since"));
        assertThat(sequences(bootstrap, id, 4)).containsExactly(1L, 2L, 1L, 2L);
    }

    private static String create(ServiceUnderTest service) {
        return service.as("alice")
                .post()
                .uri("/api/customers")
                .bodyValue(CustomerBodies.valid())
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .at("/data/id")
                .asString();
    }

    private static void assign(ServiceUnderTest service, String id, String owner) {
        service.as("manager")
                .patch()
                .uri("/api/customers/{id}/assign", id)
                .bodyValue(Map.of("assignedTo", owner))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static List<Long> sequences(String bootstrap, String id, int count) {
        return Records.sequences(Records.of(bootstrap, Topics.CUSTOMER_EVENTS, id, count));
    }

    private static List<Long> to(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static long pending(ServiceUnderTest service) {
        return mongo(service)
                .execute("customers", customers -> customers.countDocuments(Filters.exists("outbox.since")))
                .blockFirst();
    }

    private static long spilled(ServiceUnderTest service) {
        return mongo(service)
                .execute(MongoOutboxStore.SPILL, spill -> spill.countDocuments())
                .blockFirst();
    }

    private static Document document(ServiceUnderTest service, String id) {
        return mongo(service)
                .execute("customers", customers -> customers.find(Filters.eq("_id", id)))
                .blockFirst();
    }

    private static ReactiveMongoTemplate mongo(ServiceUnderTest service) {
        return service.bean(ReactiveMongoTemplate.class);
    }
}
