package com.andejia.crm.customers.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Real relays, each with a clock of its own, on one store and one log. Every send is in flight until somebody decides its
 * fate; by chance, but repeatable, everything happens that can.
 */
final class OutboxWorld {
    private static final List<Duration> SKEWS =
            List.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(-10), Duration.ofSeconds(20));

    private static final OutboxMetrics METRICS = new OutboxMetrics(new SimpleMeterRegistry(), Clock.systemUTC());

    private final Random random;
    private final ManualClock clock;
    private final BiFunction<String, Clock, OutboxStore> stores;
    private final Consumer<Aggregate> append;
    private final Consumer<Aggregate> spill;
    private final List<Aggregate> customers;
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Outstanding> queued = new ArrayList<>();
    private final Map<Aggregate, Integer> written = new HashMap<>();
    private final Map<Aggregate, Long> published = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private Trouble trouble = Trouble.NONE;

    final Map<Aggregate, List<Long>> log = new HashMap<>();
    final List<Send> inFlight = new ArrayList<>();

    private enum Trouble {
        NONE,
        REFUSED,
        ANSWER_LOST
    }

    OutboxWorld(
            long seed,
            List<Aggregate> customers,
            ManualClock clock,
            BiFunction<String, Clock, OutboxStore> stores,
            Consumer<Aggregate> append,
            Consumer<Aggregate> spill) {
        this.random = new Random(seed);
        this.customers = customers;
        this.clock = clock;
        this.stores = stores;
        this.append = append;
        this.spill = spill;
        IntStream.range(0, 3).forEach(i -> replicas.add(new Replica()));
    }

    void write(Aggregate customer) {
        append.accept(customer);
        written.merge(customer, 1, Integer::sum);
    }

    /** The first replica takes it up. */
    void relay(Aggregate customer) {
        replicas.get(0).start(relay -> relay.relay(customer));
    }

    void somethingHappens() {
        Aggregate customer = any(customers);
        switch (random.nextInt(12)) {
            case 0, 1 -> write(customer);
            case 2 -> any(replicas).start(relay -> relay.relay(customer));
            case 3 -> clock.advance(Duration.ofSeconds(random.nextInt(40)));
            case 4 -> {
                if (written.containsKey(customer)) {
                    spill.accept(customer);
                }
            }
            case 5 -> any(replicas).crash();
            case 6 -> any(replicas).stop();
            case 7 -> queue(customer);
            case 8 -> trouble = any(List.of(Trouble.REFUSED, Trouble.ANSWER_LOST));
            default -> answerOne();
        }
    }

    /** As the fast path holds what was written with its lease, or one that a stall made old. */
    private void queue(Aggregate customer) {
        if (!queued.isEmpty() && random.nextBoolean()) {
            Outstanding old = queued.remove(0);
            any(replicas).start(relay -> relay.relay(old));
        } else {
            Outstanding claimed =
                    any(replicas).store.claim(customer).onErrorComplete().block();
            if (claimed != null) {
                queued.add(claimed);
            }
        }
    }

    /** Any of those in flight, so that one may stall while others overtake it. */
    private void answerOne() {
        if (inFlight.isEmpty()) {
            return;
        }
        Send send = any(inFlight);
        inFlight.remove(send);
        switch (random.nextInt(5)) {
            case 0 -> send.fail();
            case 1 -> send.reachTheLogUnanswered();
            case 2 -> send.reachTheLogButFail();
            default -> send.acknowledge();
        }
    }

    /** Trouble is over: sweeps until nothing is due any more. */
    void settle() {
        trouble = Trouble.NONE;
        Replica sweeper = new Replica(clock);
        int quietRounds = 0;
        for (int round = 0; round < 50 && quietRounds < 3; round++) {
            clock.advance(Duration.ofSeconds(31));
            List<Aggregate> due = sweeper.store
                    .due(1_000)
                    .filter(customers::contains)
                    .collectList()
                    .block();
            quietRounds = due.isEmpty() && inFlight.isEmpty() ? quietRounds + 1 : 0;
            due.forEach(customer -> sweeper.start(relay -> relay.relay(customer)));
            while (!inFlight.isEmpty()) {
                inFlight.remove(0).acknowledge();
            }
        }
    }

    void check(String schedule) {
        written.forEach((customer, count) -> {
            long last = 0;
            for (long seq : log.getOrDefault(customer, List.of())) {
                assertThat(seq).as("no gap, " + schedule).isLessThanOrEqualTo(last + 1);
                last = Math.max(last, seq);
            }
            assertThat(last).as("complete, " + schedule).isEqualTo(count.longValue());
            assertThat(stores.apply("checker", Clock.offset(clock, Duration.ofMinutes(20)))
                            .claim(customer)
                            .block())
                    .as("drained, " + schedule)
                    .isNull();
        });
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** What a store does takes time where it is a real one. */
    private void awaitQuiet() {
        if (asked.get() > 0) {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> asked.get() == 0);
        }
    }

    private final class Replica {
        private final Clock ownClock;
        private OutboxStore store;
        private OutboxRelay relay;
        private Disposable.Composite work;

        Replica() {
            this(Clock.offset(clock, any(SKEWS)));
        }

        Replica(Clock ownClock) {
            this.ownClock = ownClock;
            startUp();
        }

        private void startUp() {
            store = new WatchedStore(stores.apply("relay-" + random.nextLong(), ownClock));
            relay = new OutboxRelay(store, this::send, METRICS);
            work = Disposables.composite();
        }

        void start(Function<OutboxRelay, Mono<Boolean>> job) {
            work.add(job.apply(relay).subscribe());
            awaitQuiet();
        }

        /** What is in flight may arrive, but nobody waits for it any more. */
        void crash() {
            work.dispose();
            startUp();
        }

        void stop() {
            work.dispose();
            store.release().onErrorComplete().block();
            startUp();
        }

        private Mono<Void> send(Aggregate aggregate, OutboxEvent event) {
            return Mono.defer(() -> {
                Send send = new Send(aggregate, event.seq());
                inFlight.add(send);
                return send.answer.asMono();
            });
        }
    }

    final class Send {
        private final Aggregate aggregate;
        private final long seq;
        private final Sinks.Empty<Void> answer = Sinks.empty();

        Send(Aggregate aggregate, long seq) {
            this.aggregate = aggregate;
            this.seq = seq;
        }

        void acknowledge() {
            reachTheLogUnanswered();
            answer.tryEmitEmpty();
            awaitQuiet();
        }

        void fail() {
            answer.tryEmitError(new IllegalStateException("the broker is away"));
            awaitQuiet();
        }

        /** As after a crash of the relay. */
        void reachTheLogUnanswered() {
            log.computeIfAbsent(aggregate, absent -> new ArrayList<>()).add(seq);
        }

        void reachTheLogButFail() {
            reachTheLogUnanswered();
            fail();
        }
    }

    /** Knows when nothing is under way, fails on demand, and sees that what is published stays so. */
    private final class WatchedStore implements OutboxStore {
        private final OutboxStore real;

        WatchedStore(OutboxStore real) {
            this.real = real;
        }

        @Override
        public Mono<Outstanding> claim(Aggregate aggregate) {
            return watched(() -> real.claim(aggregate)).doOnNext(this::requireNoStepBack);
        }

        @Override
        public Mono<OutboxEvent> spilled(Aggregate aggregate, long seq) {
            return watched(() -> real.spilled(aggregate, seq));
        }

        @Override
        public Mono<Outstanding> mark(Aggregate aggregate, long upTo) {
            return watched(() -> real.mark(aggregate, upTo)).doOnNext(this::requireNoStepBack);
        }

        @Override
        public Mono<Void> backOff(Aggregate aggregate, Duration pause) {
            return watched(() -> real.backOff(aggregate, pause));
        }

        @Override
        public Mono<Void> release() {
            return watched(real::release);
        }

        @Override
        public Flux<Aggregate> due(int limit) {
            return real.due(limit);
        }

        @Override
        public Mono<Backlog> backlog() {
            return real.backlog();
        }

        private <T> Mono<T> watched(Supplier<Mono<T>> question) {
            return Mono.defer(() -> {
                Trouble now = trouble;
                trouble = Trouble.NONE;
                asked.incrementAndGet();
                Mono<T> answer = now == Trouble.REFUSED ? lost() : question.get();
                return (now == Trouble.ANSWER_LOST ? answer.then(OutboxWorld.<T>lost()) : answer)
                        .doFinally(end -> asked.decrementAndGet());
            });
        }

        private void requireNoStepBack(Outstanding read) {
            long before = published.getOrDefault(read.aggregate(), 0L);
            assertThat(read.pub()).as("published stays published").isGreaterThanOrEqualTo(before);
            published.put(read.aggregate(), read.pub());
        }
    }

    private static <T> Mono<T> lost() {
        return Mono.error(new IllegalStateException("the database is away"));
    }
}
