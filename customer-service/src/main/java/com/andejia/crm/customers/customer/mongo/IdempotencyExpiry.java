package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.unset;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes first answers that nobody may ask for any more; no TTL index, which would remove the customer. */
class IdempotencyExpiry implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyExpiry.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;
    private volatile Disposable work = Disposables.disposed();

    IdempotencyExpiry(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public void start() {
        work = Flux.interval(INTERVAL)
                .onBackpressureDrop()
                .concatMap(tick -> removeExpired()
                        .doOnError(e -> log.warn("expired first answers stay until the next round: {}", e.toString()))
                        .onErrorComplete())
                .subscribe();
    }

    Mono<Void> removeExpired() {
        Date now = Date.from(clock.instant());
        return mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        documents -> documents.updateMany(lte("idempotency.until", now), unset("idempotency")))
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
