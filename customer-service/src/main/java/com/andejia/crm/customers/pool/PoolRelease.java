package com.andejia.crm.customers.pool;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.Batch;
import com.andejia.crm.customers.customer.BatchOutcome;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerChange;
import com.andejia.crm.customers.customer.CustomerChanges;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.Release;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.Operation;
import com.andejia.crm.events.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** An owner, or a manager, gives a customer up: nobody owns it then, and it counts as lost until somebody takes it. */
@Service
public class PoolRelease {
    private static final Logger log = LoggerFactory.getLogger(PoolRelease.class);

    private final Customers customers;
    private final CustomerChanges changes;
    private final Clock clock;

    PoolRelease(Customers customers, CustomerChanges changes, Clock clock) {
        this.customers = customers;
        this.changes = changes;
        this.clock = clock;
    }

    /** Does nothing, and emits nothing, if it is in the pool already. */
    public Mono<Customer> release(Actor actor, String idOrNumber, String reason) {
        return release(actor, idOrNumber, reason, null);
    }

    /** Each for itself. */
    public Mono<BatchOutcome> releaseAll(Actor actor, List<String> idsOrNumbers, String reason) {
        return Batch.inParallel(idsOrNumbers, (id, operation) -> release(actor, id, reason, operation));
    }

    private Mono<Customer> release(Actor actor, String idOrNumber, String reason, @Nullable Operation operation) {
        return changes.change(
                        Mono.defer(() -> customers.find(idOrNumber, actor)),
                        customer -> decide(customer, actor.asPerson(), reason, operation))
                .doOnNext(
                        changed -> log.info("customer {} released to the pool by staff {}", changed.id(), actor.id()));
    }

    private Mono<CustomerChange> decide(Customer customer, Person actor, String reason, @Nullable Operation operation) {
        Person owner = customer.owner();
        if (owner == null) {
            return Mono.empty();
        }
        return customer.care().frozen()
                ? Mono.error(Refusal.of(Kind.AGAINST_THE_RULES, "客户已冻结，不能退回公海"))
                : Mono.just(Release.of(customer, owner, actor, reason, operation, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
