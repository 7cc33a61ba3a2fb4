package com.andejia.crm.customers.outbox;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds what the fast path lost: dropped, crashed or failed. */
class OutboxSweeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutboxSweeper.class);
    private static final int LIMIT = 200;

    /** Enough to keep the database busy, and few enough to leave connections for requests. */
    private static final int PARALLEL = 32;

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration METRICS_INTERVAL = Duration.ofSeconds(15);

    private final OutboxStore store;
    private final OutboxRelay relay;
    private final OutboxMetrics metrics;
    private volatile Disposable work = Disposables.disposed();

    OutboxSweeper(OutboxStore store, OutboxRelay relay, OutboxMetrics metrics) {
        this.store = store;
        this.relay = relay;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        Flux<?> sweeping = Mono.defer(this::sweep).flatMap(this::pause).repeat();
        Flux<?> measuring = Flux.interval(METRICS_INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> store.backlog()
                        .doOnNext(metrics::backlog)
                        .doOnError(e -> log.warn("outbox figures are those of before: {}", e.toString()))
                        .onErrorComplete());
        work = Disposables.composite(sweeping.subscribe(), measuring.subscribe());
    }

    /** True if there may be more that can be published at once. */
    private Mono<Boolean> sweep() {
        int limit = relay.isBrokerAway() ? 1 : LIMIT;
        return store.due(limit)
                .flatMap(relay::relay, PARALLEL)
                .collectList()
                .map(relayed -> relayed.size() == limit && !relayed.contains(false))
                .onErrorResume(failure -> {
                    log.debug("sweeping failed", failure);
                    return Mono.just(false);
                });
    }

    private Mono<Long> pause(boolean more) {
        return Mono.delay(more ? Duration.ZERO : INTERVAL);
    }

    @Override
    public void stop() {
        work.dispose();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed();
    }

    @Override
    public int getPhase() {
        return FastPath.PHASE + 1; // stopped first, since it would claim what the fast path has just released
    }
}
