package com.andejia.crm.customers.customer.mongo;

import com.andejia.crm.customers.customer.SilentCustomers;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;

/** Reads one index from its beginning, a batch at a time, as fast as its reader takes it. */
class MongoSilentCustomers implements SilentCustomers {
    private static final int BATCH = 100;

    private final ReactiveMongoTemplate mongo;

    MongoSilentCustomers(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Flux<String> unreminded(Instant quietBefore) {
        return silent("reminded", quietBefore);
    }

    @Override
    public Flux<String> reclaimable(Instant quietBefore) {
        return silent("frozen", quietBefore);
    }

    private Flux<String> silent(String unmarked, Instant quietBefore) {
        return mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        customers -> customers
                                .find(CustomerFilters.silent(unmarked, quietBefore))
                                .sort(CustomerFilters.LONGEST_SILENCE)
                                .projection(Projections.include("_id"))
                                .batchSize(BATCH))
                .map(customer -> customer.getString("_id"));
    }
}
