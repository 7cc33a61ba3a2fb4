package com.andejia.crm.customers.outbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Publishes what waits in one outbox: always the event after the last published one, one in flight, so that no crash,
 * stall or second relay can make a gap or a wrong order. The lease only saves double work.
 */
class OutboxRelay {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    /** How many events are published before they are marked: what a crash publishes twice at most. */
    private static final int BATCH = 64;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** More than a single unlucky event fails in a row. */
    private static final int FAILURES_OF_A_BROKER = 10;

    private final OutboxStore store;
    private final EventPublisher publisher;
    private final OutboxMetrics metrics;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final Cache<Aggregate, Integer> failures = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    OutboxRelay(OutboxStore store, EventPublisher publisher, OutboxMetrics metrics) {
        this.store = store;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /** While it is, one attempt at a time tells as much as thousands, which would all be put off and late when it returns. */
    boolean isBrokerAway() {
        return failuresInARow.get() >= FAILURES_OF_A_BROKER;
    }

    /** Leaves what is unfinished to whoever comes next. */
    Mono<Void> release() {
        return store.release();
    }

    /** False if it failed and was put off; never an error. */
    Mono<Boolean> relay(Aggregate aggregate) {
        return drain(aggregate, store.claim(aggregate));
    }

    /** For an outbox that was written together with its lease. */
    Mono<Boolean> relay(Outstanding leased) {
        return Mono.defer(() -> isBrokerAway()
                ? store.backOff(leased.aggregate(), Duration.ZERO)
                        .onErrorComplete()
                        .thenReturn(false)
                : drain(leased.aggregate(), Mono.just(leased)));
    }

    private Mono<Boolean> drain(Aggregate aggregate, Mono<Outstanding> claimed) {
        return claimed.expand(this::publishBatch)
                .then(Mono.fromSupplier(() -> {
                    failures.invalidate(aggregate);
                    return true;
                }))
                .onErrorResume(failure -> putOff(aggregate, failure).thenReturn(false));
    }

    private Mono<Outstanding> publishBatch(Outstanding outbox) {
        AtomicLong published = new AtomicLong(outbox.pub());
        long last = Math.min(outbox.seq(), outbox.pub() + BATCH);
        return Flux.fromStream(
                        () -> LongStream.rangeClosed(outbox.pub() + 1, last).boxed())
                .concatMap(seq -> publish(outbox, seq).doOnSuccess(done -> published.set(seq)))
                .then(Mono.defer(() -> store.mark(outbox.aggregate(), last)))
                .onErrorResume(failure -> keep(outbox, published.get()).then(Mono.error(failure)));
    }

    private Mono<Void> publish(Outstanding outbox, long seq) {
        return Mono.justOrEmpty(outbox.event(seq))
                .switchIfEmpty(Mono.defer(() -> store.spilled(outbox.aggregate(), seq)))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("event " + seq + " is nowhere")))
                .flatMap(event -> publisher
                        .publish(outbox.aggregate(), event)
                        .doOnError(failure -> failuresInARow.incrementAndGet())
                        .then(Mono.fromRunnable(() -> {
                            failuresInARow.set(0);
                            metrics.published(event.time());
                        })));
    }

    /** Part of a batch went out: saves publishing it again. If it fails too, the failure before it is the one to report. */
    private Mono<Void> keep(Outstanding outbox, long published) {
        return published == outbox.pub()
                ? Mono.empty()
                : store.mark(outbox.aggregate(), published).then().onErrorComplete();
    }

    /** If not even that can be written, the lease runs out by itself. */
    private Mono<Void> putOff(Aggregate aggregate, Throwable failure) {
        int times = failures.asMap().merge(aggregate, 1, Integer::sum);
        log.debug("publishing events of {} failed {} times", aggregate, times, failure);
        metrics.failed(failure, times);
        long longest = Math.min(1_000L << Math.min(times - 1, 4), LONGEST_PAUSE.toMillis());
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        return store.backOff(aggregate, pause).onErrorComplete();
    }
}
