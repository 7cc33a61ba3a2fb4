package com.andejia.crm.customers.upkeep;

import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Something that is to be done to customers after a time, and once: what {@link #change} wants makes it want nothing more. */
interface Chore {
    /** In logs and metrics. */
    String name();

    /** The ids of customers that may need it. */
    Flux<String> candidates(Instant now);

    /** Decides on the customer as it is when it is written; null if it needs nothing any more. */
    @Nullable
    CustomerChange change(Customer customer, Instant now);
}
