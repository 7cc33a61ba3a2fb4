package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.CustomerEvent;
import com.andejia.crm.events.CustomerStatusChanged;
import com.andejia.crm.events.CustomerUpdated;
import com.andejia.crm.events.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What is known of a customer changes. */
@Service
public class CustomerEditing {
    private static final Logger log = LoggerFactory.getLogger(CustomerEditing.class);
    private static final String STATUS = "contractStatus";

    private final Customers customers;
    private final CustomerChanges changes;
    private final Clock clock;

    CustomerEditing(Customers customers, CustomerChanges changes, Clock clock) {
        this.customers = customers;
        this.changes = changes;
        this.clock = clock;
    }

    /** Does nothing, and emits nothing, if the customer is like that already. */
    public Mono<Customer> edit(Actor actor, String idOrNumber, CustomerEdit edit) {
        return changes.change(
                        Mono.defer(() -> customers.find(idOrNumber, actor)),
                        customer -> Mono.justOrEmpty(edited(customer, actor.asPerson(), edit)))
                .onErrorMap(DuplicateCustomer.class, DuplicateCustomer::shown)
                .doOnNext(customer -> log.info(
                        "customer {} is at version {} for staff {}", customer.id(), customer.version(), actor.id()));
    }

    private @Nullable CustomerChange edited(Customer before, Person actor, CustomerEdit edit) {
        if (before.version() != edit.version()) {
            throw Refusal.of(Kind.CONFLICT, "客户已被他人修改，请刷新后重试");
        }
        CustomerDetails details = before.details().with(edit.changes());
        if (details.equals(before.details())) {
            return null;
        }
        if (details.phone() == null && details.wechatId() == null) {
            throw Refusal.invalid("phone", "手机号和微信号至少填写一个");
        }
        Customer after = before.with(details, now());
        return CustomerChange.of(before, after, Action.UPDATED, actor, null, events(before, after, actor));
    }

    private static CustomerEvent[] events(Customer before, Customer after, Person actor) {
        List<CustomerEvent> events = new ArrayList<>();
        String oldStatus = before.details().contractStatus();
        String newStatus = after.details().contractStatus();
        if (!Objects.equals(oldStatus, newStatus)) {
            events.add(new CustomerStatusChanged(
                    after.id(),
                    after.customerNo(),
                    after.details().name(),
                    actor,
                    after.owner(),
                    oldStatus,
                    newStatus));
        }
        List<String> others = Differences.between(before, after).keySet().stream()
                .filter(field -> !field.equals(STATUS))
                .toList();
        if (!others.isEmpty()) {
            events.add(updated(after, actor, others));
        }
        return events.toArray(CustomerEvent[]::new);
    }

    static CustomerUpdated updated(Customer customer, Person actor, List<String> fields) {
        return new CustomerUpdated(
                customer.id(), customer.customerNo(), customer.details().name(), actor, customer.owner(), fields);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
