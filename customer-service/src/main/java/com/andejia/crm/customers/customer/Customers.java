package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All customers. Every write carries its events; every read keeps to the rows that the reader may see. */
public interface Customers {
    /** By id or number; empty if absent or not for this reader. */
    Mono<Customer> find(String idOrNumber, Actor reader);

    Mono<Page<Customer>> list(CustomerQuery query, Actor reader);

    /** Fails with {@link DuplicateCustomer}. The idempotency is kept until then. */
    Mono<Customer> add(
            Customer customer,
            List<? extends CustomerEvent> events,
            @Nullable Idempotency idempotency,
            Instant keptUntil);

    /** Writes what has changed if nobody else has changed the customer since; empty if somebody did. */
    Mono<Customer> change(Customer before, CustomerChange change);

    /** What was done to the customer, the versions from the first to the last, newest first. */
    Flux<HistoryEntry> history(String id, long firstVersion, long lastVersion);

    /** What was done to the customer of one kind, newest first. */
    Mono<Page<HistoryEntry>> history(String id, Action action, int page, int pageSize);

    /** The customer as first answered to a request with that key. */
    Mono<FirstAnswer> firstAnswer(String idempotencyKey);

    /** Frees a key that has expired by then. */
    Mono<Void> forget(String idempotencyKey, Instant now);

    record FirstAnswer(Customer customer, String bodyHash, Instant keptUntil) {}
}
