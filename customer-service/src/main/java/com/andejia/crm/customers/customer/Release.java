package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.events.CustomerReclaimed;
import com.andejia.crm.events.Operation;
import com.andejia.crm.events.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A customer goes back to the public pool: it is nobody's then, and counts as lost until somebody takes it. */
public final class Release {
    private static final String LOST = "流失";

    private Release() {}

    /** For whoever has decided that it may. */
    public static CustomerChange of(
            Customer customer,
            Person previousOwner,
            Person actor,
            String reason,
            @Nullable Operation operation,
            Instant now) {
        CustomerDetails details = customer.details();
        var event = new CustomerReclaimed(
                customer.id(),
                customer.customerNo(),
                details.name(),
                details.maskedPhone(),
                details.leadSource(),
                actor,
                previousOwner,
                reason,
                operation);
        Customer after =
                customer.with(details.withLeadLevel(LOST), customer.care().released(reason, now), now);
        return CustomerChange.of(customer, after, Action.RELEASED, actor, reason, event);
    }
}
