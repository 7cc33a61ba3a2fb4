package com.andejia.crm.customers.customer;

import org.jspecify.annotations.Nullable;

/**
 * A valid request to enter a customer.
 *
 * @param assignedTo who is to be responsible; the creator if absent
 */
public record NewCustomer(
        CustomerDetails details,
        @Nullable String assignedTo,
        @Nullable String assignmentReason) {}
