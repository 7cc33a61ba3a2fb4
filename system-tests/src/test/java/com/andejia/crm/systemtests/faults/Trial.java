package com.andejia.crm.systemtests.faults;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.systemtests.faults.Checker.Evidence;
import com.andejia.crm.systemtests.faults.Stores.Stored;
import com.andejia.crm.systemtests.faults.StreamLog.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A deployment at work: the office writes, everybody's stream is followed, and at any time it can be brought to rest and judged.
 */
final class Trial implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration STREAMS_CATCH_UP = Duration.ofSeconds(30);
    private static final Duration LONGEST_DRAIN = Duration.ofHours(1);

    private final Deployment deployment;
    private final Ledger ledger = new Ledger();
    private final Stores stores;
    private final Topics topics;
    private final Traffic traffic;
    private final Office office;
    private final List<StreamLog> streams;
    private final Latencies toldAfter = new Latencies();
    private long poison;
    private long deadLetters;

    private Trial(Deployment deployment, int employees, long seed, double creations) {
        this.deployment = deployment;
        stores = new Stores(deployment);
        topics = new Topics(deployment.brokers());
        office = Office.open(
                deployment.customerUris().get(0), deployment.notificationUris().get(0), employees);
        traffic = new Traffic(deployment::customerUris, office, ledger, seed, creations);
        streams = office.audience().stream().map(this::follow).toList();
    }

    /** Returns when everybody has seen something on their stream, so that each can resume from then on. */
    static Trial start(Deployment.Shape shape, int employees, long seed, double creations) {
        Trial trial = new Trial(Deployment.start(shape), employees, seed, creations);
        await("everybody's stream shows something").atMost(READY).until(() -> {
            trial.traffic.write(employees);
            return trial.streams.stream().allMatch(stream -> stream.size() > 0);
        });
        return trial;
    }

    private StreamLog follow(String person) {
        return new StreamLog(person, office.token(person), deployment::notificationUris, this::told);
    }

    private void told(Entry entry) {
        Long entered = traffic.enteredAt(entry.customerId());
        if (entered != null && entry.type().equals("CUSTOMER_CREATED")) {
            toldAfter.record(entry.receivedNanos() - entered);
        }
    }

    Deployment deployment() {
        return deployment;
    }

    Ledger ledger() {
        return ledger;
    }

    Traffic traffic() {
        return traffic;
    }

    Topics topics() {
        return topics;
    }

    Stores stores() {
        return stores;
    }

    List<StreamLog> streams() {
        return streams;
    }

    /** From the first attempt to enter a customer to the manager's stream. */
    Latencies toldAfter() {
        return toldAfter;
    }

    /** A record that nobody can ever understand. */
    void writePoison() {
        poison++;
        deadLetters++;
        topics.write(
                Topics.CUSTOMER_EVENTS,
                "poison-" + poison,
                "{not json".getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "poison-" + poison,
                        "ce_source", "somebody",
                        "ce_type", "crm.customer.assigned.v1",
                        "ce_subject", "poison-" + poison,
                        "ce_time", "2026-01-01T00:00:00Z",
                        "ce_sequence", "1"));
    }

    /** Everything that ever happened reaches a group again; nobody may be in it. What nobody understands is set aside again. */
    void replay() {
        await("nobody is in the group").atMost(READY).until(() -> topics.isEmpty("crm-intake"));
        topics.rewind("crm-intake", Topics.CUSTOMER_EVENTS);
        deadLetters += poison;
    }

    /** Mends everything, waits until nothing moves any more, and holds what is there against the ledger. */
    Verdict judge(Duration patience) {
        deployment.recover(READY);
        awaitRest(patience);
        Map<String, List<Entry>> shown = awaitStreams();
        return Checker.check(
                ledger,
                new Evidence(
                        topics.customerEvents().stream()
                                .filter(event -> !event.customerId().startsWith("poison"))
                                .toList(),
                        stores.notifications(),
                        shown,
                        unread(),
                        topics.deadLetters(),
                        deadLetters));
    }

    /**
     * At rest: everything published, everything consumed. What is missing then is lost, and what is double stays so. That takes as
     * long as there is much to do, and is given up once nothing has moved for as long as the patience lasts.
     */
    void awaitRest(Duration patience) {
        var last = new Object() {
            List<Long> waiting = List.of();

            @Nullable
            RuntimeException failure;

            long moved = System.nanoTime();
        };
        await("everything published and consumed")
                .atMost(LONGEST_DRAIN)
                .pollInterval(Duration.ofMillis(200))
                .failFast("nothing has moved for " + patience, () -> {
                    if (System.nanoTime() - last.moved > patience.toNanos()) {
                        throw new IllegalStateException(
                                "unpublished, and behind in crm-intake and in crm-feed: " + last.waiting + ", waiting: "
                                        + stores.outboxes(),
                                last.failure);
                    }
                })
                .until(() -> {
                    try {
                        List<Long> waiting = waiting();
                        if (!waiting.equals(last.waiting)) {
                            last.waiting = waiting;
                            last.moved = System.nanoTime();
                        }
                        return waiting.stream().allMatch(count -> count == 0);
                    } catch (RuntimeException e) {
                        last.failure = e;
                        return false;
                    }
                });
    }

    private List<Long> waiting() {
        return List.of(
                stores.unpublished(),
                topics.lag("crm-intake", Topics.CUSTOMER_EVENTS),
                topics.lag("crm-feed", Topics.REQUESTS));
    }

    /** Streams that were cut a moment ago come back and catch up; those that never do are judged as they are. */
    private Map<String, List<Entry>> awaitStreams() {
        Map<String, String> last = new LinkedHashMap<>();
        stores.notifications().stream().filter(Stored::isShown).forEach(it -> last.put(it.person(), it.position()));
        try {
            await().atMost(STREAMS_CATCH_UP)
                    .until(() -> streams.stream().allMatch(stream -> {
                        List<Entry> seen = stream.entries();
                        return !last.containsKey(stream.person())
                                || (!seen.isEmpty()
                                        && seen.get(seen.size() - 1).id().equals(last.get(stream.person())));
                    }));
        } catch (ConditionTimeoutException e) {
            // The checker says which, and what they lack.
        }
        return streams.stream().collect(Collectors.toMap(StreamLog::person, StreamLog::entries));
    }

    private Map<String, Long> unread() {
        URI service = deployment.notificationUris().get(0);
        Map<String, Long> answered = new LinkedHashMap<>();
        for (String person : office.audience()) {
            try {
                answered.put(
                        person,
                        Http.send(Http.to(service, "/api/notifications/unread-count", office.token(person))
                                        .GET())
                                .body()
                                .at("/data/count")
                                .asLong(-1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return answered;
    }

    /** Writes go on at that rate while something happens. */
    void during(double writesPerSecond, Consumer<Trial> something) {
        traffic.start(writesPerSecond);
        try {
            something.accept(this);
        } finally {
            deployment.recover(READY);
            traffic.finish();
        }
    }

    /** For as long as a fault lasts: its length is what is being tested, and nothing is waited for. */
    static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    @Override
    public void close() {
        traffic.close();
        streams.forEach(StreamLog::close);
        stores.close();
        topics.close();
        deployment.close();
    }
}
