package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** A customer gets another owner. */
@Service
public class CustomerAssignment {
    private static final Logger log = LoggerFactory.getLogger(CustomerAssignment.class);

    /** Against others who change the same customer at the same time. */
    private static final int ATTEMPTS = 5;

    private final Customers customers;
    private final Assignees assignees;
    private final Clock clock;

    CustomerAssignment(Customers customers, Assignees assignees, Clock clock) {
        this.customers = customers;
        this.assignees = assignees;
        this.clock = clock;
    }

    /** Does nothing, and emits nothing, if that is the owner already. */
    public Mono<Customer> assign(Actor actor, String idOrNumber, String assignee, @Nullable String reason) {
        return Mono.defer(() -> customers.find(idOrNumber, actor))
                .switchIfEmpty(Mono.error(() -> Refusal.of(Kind.NOT_FOUND, "客户不存在")))
                .flatMap(customer -> customer.isOwnedBy(assignee)
                        ? Mono.just(customer)
                        : handOver(actor, customer, assignee, reason))
                .repeatWhenEmpty(ATTEMPTS, again -> again)
                .onErrorMap(IllegalStateException.class, e -> Refusal.of(Kind.CONFLICT, "客户刚被他人修改，请重试"));
    }

    private Mono<Customer> handOver(Actor actor, Customer customer, String assignee, @Nullable String reason) {
        return assignees
                .assignee(assignee)
                .map(owner -> event(customer, actor.asPerson(), owner, customer.assignedTo(), reason))
                .flatMap(event -> customers.assign(customer, event, now()))
                .doOnNext(changed ->
                        log.info("customer {} assigned to staff {} by staff {}", changed.id(), assignee, actor.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static CustomerAssigned event(
            Customer customer, Person actor, Person owner, @Nullable Person previousOwner, @Nullable String reason) {
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
                null);
    }
}
