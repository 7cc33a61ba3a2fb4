package com.andejia.crm.customers.upkeep;

import com.andejia.crm.customers.customer.Care;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerChange;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.customer.SilentCustomers;
import com.andejia.crm.events.CustomerFollowUpDue;
import com.andejia.crm.events.Person;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reminds an owner of a customer with whom nobody has been in touch for long: once per silence, of frozen ones too. */
@Component
@Order(2)
class FollowUpReminder implements Chore {
    private final SilentCustomers silent;
    private final Duration after;

    FollowUpReminder(SilentCustomers silent, UpkeepProperties properties) {
        this.silent = silent;
        this.after = properties.followUpAfter();
    }

    @Override
    public String name() {
        return "reminded";
    }

    @Override
    public Flux<String> candidates(Instant now) {
        return silent.unreminded(now.minus(after));
    }

    @Override
    public @Nullable CustomerChange change(Customer customer, Instant now) {
        Care care = customer.care();
        Person owner = care.owner();
        Instant quietSince = care.quietSince();
        if (owner == null || quietSince == null || care.reminded() || !quietSince.isBefore(now.minus(after))) {
            return null;
        }
        // Where a silence is told of before its first day is over, that day counts: the event knows no part of one.
        int days = (int) Math.max(1, Duration.between(quietSince, now).toDays());
        return CustomerChange.of(
                customer,
                customer.with(care.remindedOfSilence(), now),
                Action.REMINDED,
                Person.SYSTEM,
                null,
                new CustomerFollowUpDue(
                        customer.id(), customer.customerNo(), customer.details().name(), owner, days));
    }
}
