package com.andejia.crm.customers.upkeep;

import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerChange;
import com.andejia.crm.customers.customer.Release;
import com.andejia.crm.customers.customer.SilentCustomers;
import com.andejia.crm.events.Person;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Takes a customer whom nobody looks after back into the public pool, where that is wanted; never a frozen one. */
@Component
@Order(1) // before the reminder: nobody is reminded of what they lose at the same moment
class IdleReclaim implements Chore {
    private static final String REASON = "长期未跟进";

    private final SilentCustomers silent;
    private final boolean isWanted;
    private final Duration after;

    IdleReclaim(SilentCustomers silent, UpkeepProperties properties) {
        this.silent = silent;
        this.isWanted = properties.reclaim();
        this.after = properties.reclaimAfter();
    }

    @Override
    public String name() {
        return "reclaimed";
    }

    @Override
    public Flux<String> candidates(Instant now) {
        return isWanted ? silent.reclaimable(now.minus(after)) : Flux.empty();
    }

    @Override
    public @Nullable CustomerChange change(Customer customer, Instant now) {
        Person owner = customer.owner();
        Instant quietSince = customer.care().quietSince();
        boolean isIdle = quietSince != null && quietSince.isBefore(now.minus(after));
        return owner != null && isIdle && !customer.care().frozen()
                ? Release.of(customer, owner, Person.SYSTEM, REASON, null, now)
                : null;
    }
}
