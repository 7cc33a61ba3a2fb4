package com.andejia.crm.customers.outbox;

import java.util.concurrent.ArrayBlockingQueue;
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
    private static final int QUEUE = 10_000;
    private static final int PARALLEL = 256;

    private final OutboxRelay relay;
    private final OutboxMetrics metrics;
    private final Sinks.Many<Mono<Boolean>> queue =
            Sinks.unsafe().many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(QUEUE));
    private volatile Disposable work = Disposables.disposed();

    FastPath(OutboxRelay relay, OutboxMetrics metrics) {
        this.relay = relay;
        this.metrics = metrics;
    }

    void offer(Aggregate aggregate) {
        offer(relay.relay(aggregate));
    }

    void offerLeased(Outstanding outbox) {
        offer(relay.relay(outbox));
    }

    private synchronized void offer(Mono<Boolean> work) {
        if (queue.tryEmitNext(work) != EmitResult.OK) {
            metrics.droppedFromFastPath();
        }
    }

    @Override
    public void start() {
        Flux<Mono<Boolean>> items = queue.asFlux().publishOn(Schedulers.parallel(), false, 1);
        work = items.flatMap(item -> item, PARALLEL, 1).subscribe();
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
