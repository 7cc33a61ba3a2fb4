package com.andejia.crm.customers.importing;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries imports out. Each replica looks for one that nobody works on, be it new or left behind by a replica that is gone,
 * and enters its rows; the lease only saves work, since rows can be entered again without doubling anything.
 */
@Component
class ImportRunner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);

    /** So that a small import does not wait for a large one. */
    private static final int WORKERS = 2;

    /** Together, rows entered at the same time; few enough to leave connections for requests. */
    private static final int CHUNKS = 2;

    private static final int ROWS = 8;

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int RENEWALS = 3;

    private final ImportOperations operations;
    private final ImportRows rows;
    private final RowEntry entry;
    private final Duration lease;
    private final Clock clock;
    private final String replica = UUID.randomUUID().toString();
    private volatile Disposable work = Disposables.disposed();

    ImportRunner(
            ImportOperations operations, ImportRows rows, RowEntry entry, ImportProperties properties, Clock clock) {
        this.operations = operations;
        this.rows = rows;
        this.entry = entry;
        this.lease = properties.lease();
        this.clock = clock;
    }

    @Override
    public void start() {
        work = Flux.range(0, WORKERS)
                .flatMap(
                        i -> next(replica + ":" + i)
                                .flatMap(ImportRunner::pause)
                                .repeat(),
                        WORKERS)
                .subscribe();
    }

    private static Mono<Long> pause(boolean more) {
        return Mono.delay(more ? Duration.ZERO : INTERVAL);
    }

    /** True if there may be more to do at once. */
    private Mono<Boolean> next(String worker) {
        return Mono.defer(() -> operations.claim(worker, clock.instant(), lease))
                .flatMap(operation -> run(worker, operation).thenReturn(true))
                .defaultIfEmpty(false)
                .onErrorResume(failure -> {
                    // Not its message, which may quote what was to be written.
                    log.warn(
                            "imports go on with the next round: {}",
                            failure.getClass().getName());
                    return Mono.just(false);
                });
    }

    private Mono<Void> run(String worker, ImportOperation operation) {
        Mono<Void> entering = rows.counts(operation.id())
                .flatMap(counts -> operations.resumed(operation.id(), clock.instant(), counts.done()))
                .thenMany(rows.open(operation.id()))
                .flatMap(chunk -> enter(operation, chunk), CHUNKS)
                .then(Mono.defer(() -> operations.finish(operation.id(), clock.instant())))
                .doOnSuccess(done -> log.info("import {} finished", operation.id()));
        return entering.takeUntilOther(renewing(worker, operation.id()));
    }

    private Mono<Void> enter(ImportOperation operation, Chunk chunk) {
        return Flux.fromIterable(chunk.toEnter())
                .flatMapSequential(row -> entry.enter(operation, row), ROWS)
                .collectList()
                .flatMap(outcomes -> rows.settle(chunk, Settled.of(outcomes)));
    }

    /** Ends when somebody else has taken over. */
    private Mono<Void> renewing(String worker, String id) {
        return Flux.interval(lease.dividedBy(RENEWALS))
                .onBackpressureDrop()
                .concatMap(tick -> operations.renew(id, worker, clock.instant().plus(lease)))
                .takeWhile(isOurs -> isOurs)
                .then();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Gives up what it holds, so that another replica need not wait. */
    @Override
    public void stop(Runnable done) {
        work.dispose();
        Flux.range(0, WORKERS)
                .concatMap(i -> operations.release(replica + ":" + i))
                .timeout(Duration.ofSeconds(2))
                .doFinally(signal -> done.run())
                .subscribe(
                        nothing -> {},
                        failure -> log.warn("an import waits for its lease to end: {}", failure.toString()));
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed();
    }
}
