package com.andejia.crm.customers.customer;

import java.time.Instant;
import reactor.core.publisher.Flux;

/**
 * Customers with an owner who has not been in touch for long, the longest silence first. For upkeep only: it reads everybody's,
 * without a reader whose rows they would be.
 */
public interface SilentCustomers {
    /** The ids of those of whose silence the owner has not been told. */
    Flux<String> unreminded(Instant quietBefore);

    /** The ids of those that may go back to the pool, which the frozen ones may not. */
    Flux<String> reclaimable(Instant quietBefore);
}
