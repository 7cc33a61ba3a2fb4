package com.andejia.crm.customers.pool;

import com.andejia.crm.customers.customer.Assignees;
import com.andejia.crm.customers.customer.Batch;
import com.andejia.crm.customers.customer.BatchOutcome;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerChange;
import com.andejia.crm.customers.customer.CustomerChanges;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerAssignedFromPool;
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

/** A manager gives customers of the pool to somebody; how many one may hold binds those who claim, not managers. */
@Service
public class PoolAssignment {
    private static final Logger log = LoggerFactory.getLogger(PoolAssignment.class);

    private final Customers customers;
    private final CustomerChanges changes;
    private final Assignees assignees;
    private final Clock clock;

    PoolAssignment(Customers customers, CustomerChanges changes, Assignees assignees, Clock clock) {
        this.customers = customers;
        this.changes = changes;
        this.assignees = assignees;
        this.clock = clock;
    }

    /** Each for itself; safe to ask for again, since those that are done are left as they are. */
    public Mono<BatchOutcome> assignAll(
            Actor actor, List<String> idsOrNumbers, String assignee, @Nullable String reason) {
        return assignees
                .assignee(assignee)
                .flatMap(owner -> Batch.inParallel(
                        idsOrNumbers,
                        (id, operation) -> assign(actor, id, owner, reason, operation.size() > 1 ? operation : null)));
    }

    private Mono<Customer> assign(
            Actor actor, String idOrNumber, Person owner, @Nullable String reason, @Nullable Operation operation) {
        return changes.change(
                        Mono.defer(() -> customers.find(idOrNumber, actor)),
                        customer -> customer.isOwnedBy(owner.id())
                                ? Mono.empty()
                                : PoolRules.takeable(customer)
                                        .map(pooled -> give(pooled, actor.asPerson(), owner, reason, operation)))
                .doOnNext(changed -> log.info(
                        "customer {} assigned from the pool to staff {} by staff {}",
                        changed.id(),
                        owner.id(),
                        actor.id()));
    }

    private CustomerChange give(
            Customer customer, Person actor, Person owner, @Nullable String reason, @Nullable Operation operation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var event = new CustomerAssignedFromPool(
                customer.id(),
                customer.customerNo(),
                customer.details().name(),
                customer.details().maskedPhone(),
                customer.details().leadSource(),
                actor,
                owner,
                reason,
                operation);
        Customer after = customer.with(customer.care().passedTo(owner, reason, now), now);
        return CustomerChange.of(customer, after, Action.ASSIGNED_FROM_POOL, actor, reason, event);
    }
}
