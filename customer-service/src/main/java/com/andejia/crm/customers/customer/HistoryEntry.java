package com.andejia.crm.customers.customer;

import com.andejia.crm.events.Person;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a customer once.
 *
 * @param version which the customer had afterwards: 1, 2, 3 … without a gap
 * @param reason what who did it wrote
 * @param changes by the name of the field; phones are masked
 * @param followUp only of {@link Action#FOLLOWED_UP}
 */
public record HistoryEntry(
        long version,
        Instant at,
        Person by,
        Action action,
        @Nullable String reason,
        Map<String, Difference> changes,
        @Nullable FollowUp followUp) {

    /** What can be done to a customer; stored and shown by name, in lower case. */
    public enum Action {
        CREATED,
        UPDATED,
        ASSIGNED,
        TRANSFERRED,
        RELEASED,
        CLAIMED,
        ASSIGNED_FROM_POOL,
        FOLLOWED_UP,
        REMINDED,
        FROZEN,
        UNFROZEN
    }

    /** A field's value before and after; null where it had none. */
    public record Difference(
            @Nullable Object before, @Nullable Object after) {}
}
