package com.andejia.crm.customers.outbox;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.core.scheduler.Schedulers;

/**
 * Publishes right after the write, without holding it up: a bounded queue, and what does not fit is left to the
 * {@link OutboxSweeper}.
 */
class FastPath implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FastPath.class);
    private static final int QUEUE = 10_000;
    private static final int PARALLEL = 256;
    private static final long PATIENCE_SECONDS = 5;

    /** Started before the web server, stopped after its last request. */
    static final int PHASE = 1;

    private final OutboxRelay relay;
    private final OutboxMetrics metrics;
    private final Sinks.Many<Mono<Boolean>> queue =
            Sinks.unsafe().many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(QUEUE));
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile Disposable work = Disposables.disposed();

    FastPath(OutboxRelay relay, OutboxMetrics metrics) {
        this.relay = relay;
        this.metrics = metrics;
    }

    /** Not while the broker is away: what would only wait here shall wait in the documents, which survive this process. */
    boolean isOpen() {
        return !relay.isBrokerAway();
    }

    void offer(Aggregate aggregate) {
        offer(relay.relay(aggregate));
    }

    void offerLeased(Outstanding outbox) {
        offer(relay.relay(outbox));
    }

    private synchronized void offer(Mono<Boolean> work) {
        if (!isOpen() || queue.tryEmitNext(work) != EmitResult.OK) {
            metrics.droppedFromFastPath();
        }
    }

    @Override
    public void start() {
        Flux<Mono<Boolean>> items = queue.asFlux().publishOn(Schedulers.parallel(), false, 1);
        work = items.flatMap(item -> item, PARALLEL, 1)
                .doFinally(end -> drained.countDown())
                .subscribe();
    }

    /** What was acknowledged shall not wait for another process to find it; what can't be sent shall not wait for a lease. */
    @Override
    public void stop() {
        synchronized (this) {
            queue.tryEmitComplete();
        }
        await(drained);
        work.dispose();
        CountDownLatch released = new CountDownLatch(1);
        relay.release()
                .doFinally(end -> released.countDown())
                .subscribe(
                        done -> {}, failure -> log.warn("leases not released, they run out: {}", failure.toString()));
        await(released);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
