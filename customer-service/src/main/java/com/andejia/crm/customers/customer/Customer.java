package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer as stored.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param version grows by one with every change
 */
public record Customer(
        String id,
        String customerNo,
        CustomerDetails details,
        Care care,
        Person createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Who is responsible; null in the public pool. */
    public @Nullable Person owner() {
        return care.owner();
    }

    public boolean isOwnedBy(String staffId) {
        return care.isOf(staffId);
    }

    /** As this reader may see it. */
    public CustomerDetails detailsFor(Actor reader) {
        return reader.isManager() || isOwnedBy(reader.id()) ? details : details.withMaskedPhone();
    }

    Customer with(CustomerDetails other, Instant now) {
        return with(other, care, now);
    }

    public Customer with(Care other, Instant now) {
        return with(details, other, now);
    }

    public Customer with(CustomerDetails otherDetails, Care otherCare, Instant now) {
        return new Customer(id, customerNo, otherDetails, otherCare, createdBy, createdAt, now, version + 1);
    }
}
