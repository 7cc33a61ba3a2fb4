package com.andejia.crm.customers.upkeep;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Does the upkeep again and again, on one replica at a time. */
@Component
class UpkeepSchedule implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(UpkeepSchedule.class);

    private final Upkeep upkeep;
    private final UpkeepLock lock;
    private final Duration interval;
    private volatile Disposable work = Disposables.disposed();

    UpkeepSchedule(Upkeep upkeep, UpkeepLock lock, UpkeepProperties properties) {
        this.upkeep = upkeep;
        this.lock = lock;
        this.interval = properties.interval();
    }

    @Override
    public void start() {
        work = Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(
                        tick -> lock.alone(upkeep.round().then())
                                .doOnError(e -> log.warn("upkeep goes on with the next round: {}", e.toString()))
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
