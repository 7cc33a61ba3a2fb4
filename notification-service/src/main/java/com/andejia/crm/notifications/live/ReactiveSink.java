package com.andejia.crm.notifications.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Frames for whatever subscribes. The framework's way: for HTTP/2, and for what is not a plain connection. */
final class ReactiveSink implements FrameSink {
    private final Sinks.Many<byte[]> queue =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(QUEUE));
    private final Sinks.Empty<Void> cut = Sinks.empty();

    /** To be subscribed once. */
    Flux<byte[]> frames() {
        return queue.asFlux().takeUntilOther(cut.asMono());
    }

    @Override
    public boolean offer(byte[] frame) {
        return queue.tryEmitNext(frame) != Sinks.EmitResult.FAIL_OVERFLOW;
    }

    @Override
    public void finish() {
        queue.tryEmitComplete();
        Schedulers.parallel().schedule(this::cut, GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void cut() {
        cut.tryEmitError(new SlowReader());
    }

    static final class SlowReader extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlowReader() {
            super("reader too slow, stream cut; it resumes by Last-Event-ID", null, false, false);
        }
    }
}
