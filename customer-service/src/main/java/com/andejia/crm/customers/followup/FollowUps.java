package com.andejia.crm.customers.followup;

import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerChange;
import com.andejia.crm.customers.customer.CustomerChanges;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.FollowUp;
import com.andejia.crm.customers.customer.HistoryEntry;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerFollowUpAdded;
import com.andejia.crm.events.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Somebody was in touch with a customer: a part of the customer's history, from which it is also read. */
@Service
public class FollowUps {
    private static final Logger log = LoggerFactory.getLogger(FollowUps.class);

    private final Customers customers;
    private final CustomerChanges changes;
    private final Clock clock;

    FollowUps(Customers customers, CustomerChanges changes, Clock clock) {
        this.customers = customers;
        this.changes = changes;
        this.clock = clock;
    }

    /** Answers when and by whom, too. */
    public Mono<HistoryEntry> add(Actor actor, String idOrNumber, FollowUp followUp) {
        return changes.change(
                        Mono.defer(() -> customers.find(idOrNumber, actor)),
                        customer -> Mono.fromSupplier(() -> followedUp(customer, actor.asPerson(), followUp)))
                .doOnNext(customer -> log.info("customer {} followed up by staff {}", customer.id(), actor.id()))
                .flatMap(customer -> customers
                        .history(customer.id(), customer.version(), customer.version())
                        .single());
    }

    private CustomerChange followedUp(Customer before, Person actor, FollowUp followUp) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Customer after = before.with(before.care().followedUp(followUp.nextFollowUpDate(), now), now);
        return CustomerChange.followUp(
                before,
                after,
                actor,
                followUp,
                new CustomerFollowUpAdded(
                        after.id(),
                        after.customerNo(),
                        after.details().name(),
                        actor,
                        after.owner(),
                        followUp.type(),
                        Summary.of(followUp.content()),
                        followUp.nextFollowUpDate()));
    }

    /** Newest first. */
    public Mono<Page<HistoryEntry>> list(Actor actor, String idOrNumber, int page, int pageSize) {
        return customers
                .find(idOrNumber, actor)
                .switchIfEmpty(Mono.error(() -> Refusal.of(Kind.NOT_FOUND, "客户不存在")))
                .flatMap(customer -> customers.history(customer.id(), Action.FOLLOWED_UP, page, pageSize));
    }
}
