package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.events.CustomerEvent;
import com.andejia.crm.events.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a customer, what its history says of it, and what others are told: one document write makes all of it true. */
public record CustomerChange(Customer after, HistoryEntry entry, List<? extends CustomerEvent> events) {

    public static CustomerChange of(
            Customer before,
            Customer after,
            Action action,
            Person by,
            @Nullable String reason,
            CustomerEvent... events) {
        return of(before, after, action, by, reason, null, events);
    }

    static CustomerChange followUp(
            Customer before, Customer after, Person by, FollowUp followUp, CustomerEvent... events) {
        return of(before, after, Action.FOLLOWED_UP, by, null, followUp, events);
    }

    private static CustomerChange of(
            Customer before,
            Customer after,
            Action action,
            Person by,
            @Nullable String reason,
            @Nullable FollowUp followUp,
            CustomerEvent... events) {
        var entry = new HistoryEntry(
                after.version(), after.updatedAt(), by, action, reason, Differences.between(before, after), followUp);
        return new CustomerChange(after, entry, List.of(events));
    }
}
