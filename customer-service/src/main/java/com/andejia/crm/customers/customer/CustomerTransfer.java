package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerTransferred;
import com.andejia.crm.events.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** An owner, or a manager, hands a customer over to a colleague. */
@Service
public class CustomerTransfer {
    private static final Logger log = LoggerFactory.getLogger(CustomerTransfer.class);

    private final Customers customers;
    private final CustomerChanges changes;
    private final Assignees assignees;
    private final Clock clock;

    CustomerTransfer(Customers customers, CustomerChanges changes, Assignees assignees, Clock clock) {
        this.customers = customers;
        this.changes = changes;
        this.assignees = assignees;
        this.clock = clock;
    }

    /** Does nothing, and emits nothing, if the colleague is the owner already. */
    public Mono<Customer> transfer(Actor actor, String idOrNumber, String colleague, String reason) {
        return changes.change(
                        Mono.defer(() -> customers.find(idOrNumber, actor)),
                        customer -> customer.isOwnedBy(colleague)
                                ? Mono.empty()
                                : decide(customer, actor.asPerson(), colleague, reason))
                .doOnNext(changed -> log.info(
                        "customer {} transferred to staff {} by staff {}", changed.id(), colleague, actor.id()));
    }

    private Mono<CustomerChange> decide(Customer customer, Person actor, String colleague, String reason) {
        Person owner = customer.owner();
        if (owner == null) {
            return Mono.error(Refusal.of(Kind.AGAINST_THE_RULES, "客户在公海中，不能移交"));
        } else if (customer.care().frozen()) {
            return Mono.error(Refusal.of(Kind.AGAINST_THE_RULES, "客户已冻结，不能移交"));
        }
        return assignees.assignee(colleague).map(next -> handOver(customer, actor, owner, next, reason));
    }

    private CustomerChange handOver(Customer customer, Person actor, Person owner, Person next, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var event = new CustomerTransferred(
                customer.id(),
                customer.customerNo(),
                customer.details().name(),
                customer.details().maskedPhone(),
                customer.details().leadSource(),
                actor,
                next,
                owner,
                reason);
        Customer after = customer.with(customer.care().passedTo(next, reason, now), now);
        return CustomerChange.of(customer, after, Action.TRANSFERRED, actor, reason, event);
    }
}
