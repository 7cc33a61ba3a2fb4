package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A customer is kept out of the pool and of transfers, or no longer. */
@Service
public class CustomerFreezing {
    private static final Logger log = LoggerFactory.getLogger(CustomerFreezing.class);

    private final Customers customers;
    private final CustomerChanges changes;
    private final Clock clock;

    CustomerFreezing(Customers customers, CustomerChanges changes, Clock clock) {
        this.customers = customers;
        this.changes = changes;
        this.clock = clock;
    }

    /** Does nothing, and emits nothing, if it is so already. */
    public Mono<Customer> freeze(Actor actor, String idOrNumber, boolean frozen) {
        return changes.change(
                        Mono.defer(() -> customers.find(idOrNumber, actor)),
                        customer -> customer.care().frozen() == frozen
                                ? Mono.empty()
                                : Mono.fromSupplier(() -> change(customer, actor.asPerson(), frozen)))
                .doOnNext(customer ->
                        log.info("customer {}: frozen is {} by staff {}", customer.id(), frozen, actor.id()));
    }

    private CustomerChange change(Customer before, Person actor, boolean frozen) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Customer after = before.with(before.care().frozen(frozen), now);
        return CustomerChange.of(
                before,
                after,
                frozen ? Action.FROZEN : Action.UNFROZEN,
                actor,
                null,
                CustomerEditing.updated(after, actor, List.of("frozen")));
    }
}
