package com.andejia.crm.notifications.schedule;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A piece of work done round after round while the service runs. A round that fails is told and left to the next. */
public class Rounds implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Duration interval;
    private final Mono<Void> round;
    private volatile Disposable work = Disposables.disposed();

    public Rounds(String name, Duration interval, ReplicaLock lock, Mono<Void> round) {
        this.name = name;
        this.interval = interval;
        this.round = lock.alone(name, interval, round);
    }

    @Override
    public void start() {
        work = Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(
                        tick -> round.doOnError(e -> log.warn("{} goes on with the next round: {}", name, e.toString()))
                                .onErrorComplete(),
                        1)
                .subscribe();
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
