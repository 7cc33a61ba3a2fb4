package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.unset;

import com.andejia.crm.customers.schedule.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/** Removes first answers that nobody may ask for any more; no TTL index, which would remove the customer. */
class IdempotencyExpiry extends Rounds {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;

    IdempotencyExpiry(ReactiveMongoTemplate mongo, Clock clock) {
        super(INTERVAL);
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() {
        Date now = Date.from(clock.instant());
        return mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        documents -> documents.updateMany(lte("idempotency.until", now), unset("idempotency")))
                .then();
    }
}
