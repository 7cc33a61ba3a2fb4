package com.andejia.crm.customers.importing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes imports that nobody looks up any more, and what a crash has left of files that were being stored. */
@Component
class ImportExpiry implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ImportExpiry.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final ImportOperations operations;
    private final ImportRows rows;
    private final Duration kept;
    private final Clock clock;
    private volatile Disposable work = Disposables.disposed();

    ImportExpiry(ImportOperations operations, ImportRows rows, ImportProperties properties, Clock clock) {
        this.operations = operations;
        this.rows = rows;
        this.kept = properties.kept();
        this.clock = clock;
    }

    @Override
    public void start() {
        work = Flux.interval(INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> removeExpired()
                        .doOnError(e -> log.warn(
                                "expired imports stay until the next round: {}",
                                e.getClass().getName()))
                        .onErrorComplete())
                .subscribe();
    }

    /** The operation last: as long as it is there, a crash leaves its rows to be found by it. */
    Mono<Void> removeExpired() {
        Instant now = clock.instant();
        return operations
                .startedBefore(now.minus(CustomerImport.LONGEST_STORING.multipliedBy(2)), now.minus(kept))
                .concatMap(id -> rows.remove(id).then(operations.remove(id)))
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
