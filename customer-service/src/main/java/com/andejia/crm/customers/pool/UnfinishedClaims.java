package com.andejia.crm.customers.pool;

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

/** Carries out what was admitted by a process that has ended since, so that nobody's claim succeeds days later. */
@Component
class UnfinishedClaims implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedClaims.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Longer than a claim takes; one that takes longer still is only helped. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClaimGuards guards;
    private final Admissions admissions;
    private final Clock clock;
    private volatile Disposable work = Disposables.disposed();

    UnfinishedClaims(ClaimGuards guards, Admissions admissions, Clock clock) {
        this.guards = guards;
        this.admissions = admissions;
        this.clock = clock;
    }

    @Override
    public void start() {
        work = Flux.interval(INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> finish().doOnError(e -> log.warn(
                                "unfinished claims wait for the next round: {}",
                                e.getClass().getName()))
                        .onErrorComplete())
                .subscribe();
    }

    Mono<Void> finish() {
        return guards.unsettled(clock.instant().minus(PATIENCE))
                .concatMap(admissions::settle)
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
