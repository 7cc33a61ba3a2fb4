package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerAssigned;
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

/** A customer gets another owner. */
@Service
public class CustomerAssignment {
    private static final Logger log = LoggerFactory.getLogger(CustomerAssignment.class);

    private final Customers customers;
    private final CustomerChanges changes;
    private final Assignees assignees;
    private final Clock clock;

    CustomerAssignment(Customers customers, CustomerChanges changes, Assignees assignees, Clock clock) {
        this.customers = customers;
        this.changes = changes;
        this.assignees = assignees;
        this.clock = clock;
    }

    /** Does nothing, and emits nothing, if that is the owner already. One of the public pool is in it no longer. */
    public Mono<Customer> assign(Actor actor, String idOrNumber, String assignee, @Nullable String reason) {
        return assign(actor, idOrNumber, assignee, reason, null);
    }

    /** Each for itself; safe to ask for again, since those that are done are left as they are. */
    public Mono<BatchOutcome> assignAll(
            Actor actor, List<String> idsOrNumbers, String assignee, @Nullable String reason) {
        return assignees
                .assignee(assignee)
                .flatMap(owner -> Batch.inParallel(
                        idsOrNumbers, (id, operation) -> assign(actor, id, assignee, reason, operation)));
    }

    private Mono<Customer> assign(
            Actor actor, String idOrNumber, String assignee, @Nullable String reason, @Nullable Operation operation) {
        return changes.change(
                        Mono.defer(() -> customers.find(idOrNumber, actor)),
                        customer -> customer.isOwnedBy(assignee)
                                ? Mono.empty()
                                : assignees
                                        .assignee(assignee)
                                        .map(owner -> handOver(customer, actor.asPerson(), owner, reason, operation)))
                .doOnNext(changed ->
                        log.info("customer {} assigned to staff {} by staff {}", changed.id(), assignee, actor.id()));
    }

    private CustomerChange handOver(
            Customer customer, Person actor, Person owner, @Nullable String reason, @Nullable Operation operation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Customer after = customer.with(customer.care().passedTo(owner, reason, now), now);
        return CustomerChange.of(
                customer,
                after,
                Action.ASSIGNED,
                actor,
                reason,
                event(after, actor, owner, customer.owner(), reason, operation));
    }

    static CustomerAssigned event(
            Customer customer,
            Person actor,
            Person owner,
            @Nullable Person previousOwner,
            @Nullable String reason,
            @Nullable Operation operation) {
        return new CustomerAssigned(
                customer.id(),
                customer.customerNo(),
                customer.details().name(),
                customer.details().maskedPhone(),
                customer.details().leadSource(),
                actor,
                owner,
                previousOwner,
                reason,
                operation);
    }
}
