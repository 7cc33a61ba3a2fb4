package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.staff.Actor;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** The customers that nobody owns, and what those have to know who take one. */
public interface CustomerPool {
    /** By id or number; empty if it is neither in the pool nor that person's own. */
    Mono<Customer> find(String idOrNumber, String staffId);

    /** Those in the pool, newest in it first; whoever may not see a phone does not find by it either. */
    Mono<Page<Customer>> page(PoolQuery query, Actor reader);

    /** What came in from the first instant on of today, and of this week. */
    Mono<PoolStatistics> statistics(Instant today, Instant thisWeek);

    /** How many customers that person owns. */
    Mono<Long> heldBy(String staffId);
}
