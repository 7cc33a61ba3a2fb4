package com.andejia.crm.customers.customer;

import com.andejia.crm.events.CustomerErased;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Customers whose personal data are taken away. What stays is a tombstone: the id, the number, the version and the outbox, in
 * which the events before and the one that tells of it keep their order. No query finds it.
 */
public interface Erasures {
    /** Takes everything away and tells of it, in one write; empty if the customer has changed since. */
    Mono<Customer> erase(Customer customer, CustomerErased event, Instant now);

    /** Removes what is kept of an erased customer outside its document. */
    Mono<Void> removeTraces(String customerId);

    /** Those erased by then of which traces may be left, and of which nothing waits to be published. */
    Flux<String> withTraces(Instant erasedBy);

    /** Removes the traces for the last time: nobody can be about to leave more. */
    Mono<Void> finish(String customerId);
}
