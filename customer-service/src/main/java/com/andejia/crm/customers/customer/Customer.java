package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer as stored.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param assignedTo the owner, who is responsible for the customer
 * @param version grows with every change
 */
public record Customer(
        String id,
        String customerNo,
        CustomerDetails details,
        Person assignedTo,
        @Nullable String assignmentReason,
        Person createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    boolean isOwnedBy(String staffId) {
        return assignedTo.id().equals(staffId);
    }

    /** As this reader may see it. */
    public CustomerDetails detailsFor(Actor reader) {
        return reader.isManager() || isOwnedBy(reader.id()) ? details : details.withMaskedPhone();
    }
}
