package com.andejia.crm.customers.schedule;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A piece of work done round after round while the service runs, on every replica. A round that fails is told and left to the
 * next; one that takes longer than the interval is not joined by another.
 */
public abstract class Rounds implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final Duration interval;
    private volatile Disposable work = Disposables.disposed();

    protected Rounds(Duration interval) {
        this.interval = interval;
    }

    /** What is done each time. */
    protected abstract Mono<Void> round();

    @Override
    public void start() {
        work = Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(tick -> Mono.defer(this::round).onErrorResume(this::leftToTheNext), 1)
                .subscribe();
    }

    /** Not the messages of the failures, which may quote what was to be written. */
    private Mono<Void> leftToTheNext(Throwable failure) {
        Map<String, Long> kinds = Exceptions.unwrapMultiple(failure).stream()
                .collect(Collectors.groupingBy(it -> it.getClass().getName(), TreeMap::new, Collectors.counting()));
        log.warn("{} goes on with the next round: {}", getClass().getSimpleName(), kinds);
        return Mono.empty();
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
