package com.andejia.crm.customers.pool.web;

import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerDetails;
import com.andejia.crm.customers.staff.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A customer of the public pool as one reader may see it: enough to know whether to claim it, not to go past the claim. */
record PooledCustomerView(
        String id,
        String customerId,
        @JsonUnwrapped CustomerDetails details,
        @Nullable String reason,
        @Nullable Instant pooledAt,
        @Nullable Instant lastFollowUpAt,
        boolean frozen,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static PooledCustomerView of(Customer customer, Actor reader) {
        return new PooledCustomerView(
                customer.id(),
                customer.customerNo(),
                reader.isManager() ? customer.details() : customer.details().withoutContact(),
                customer.care().reason(),
                customer.care().pooledAt(),
                customer.care().lastFollowUpAt(),
                customer.care().frozen(),
                customer.createdAt(),
                customer.updatedAt(),
                customer.version());
    }
}
