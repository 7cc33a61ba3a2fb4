package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerDetails;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.Person;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A customer as one reader may see it. */
record CustomerView(
        String id,
        String customerId,
        @JsonUnwrapped CustomerDetails details,
        @Nullable Person assignedTo,
        @Nullable String assignmentReason,
        @Nullable Instant pooledAt,
        @Nullable Instant lastFollowUpAt,
        @Nullable LocalDate nextFollowUpDate,
        boolean frozen,
        Person createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static CustomerView of(Customer customer, Actor reader) {
        return new CustomerView(
                customer.id(),
                customer.customerNo(),
                customer.detailsFor(reader),
                customer.owner(),
                customer.care().reason(),
                customer.care().pooledAt(),
                customer.care().lastFollowUpAt(),
                customer.care().nextFollowUpDate(),
                customer.care().frozen(),
                customer.createdBy(),
                customer.createdAt(),
                customer.updatedAt(),
                customer.version());
    }
}
