package com.andejia.crm.customers.customer;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finishes what an erasure began: after a crash, and after whoever was just moving older history or events out of the document,
 * which may arrive where it was already removed.
 */
@Component
class ErasureSweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ErasureSweep.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Longer than any request lives. */
    private static final Duration STRAGGLERS = Duration.ofMinutes(5);

    private final Erasures erasures;
    private final Clock clock;
    private volatile Disposable work = Disposables.disposed();

    ErasureSweep(Erasures erasures, Clock clock) {
        this.erasures = erasures;
        this.clock = clock;
    }

    @Override
    public void start() {
        work = Flux.interval(INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> sweep().doOnError(
                                e -> log.warn("traces of erased customers stay until the next sweep: {}", e.toString()))
                        .onErrorComplete())
                .subscribe();
    }

    Mono<Void> sweep() {
        return Flux.defer(() -> erasures.withTraces(clock.instant().minus(STRAGGLERS)))
                .concatMapDelayError(erasures::finish)
                .then();
    }

    @Override
    public void stop() {
        work.dispose();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed();
    }
}
