package com.andejia.crm.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer has changed; what exactly stays in the customer.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param assignedTo the owner; absent for one in the public pool
 * @param fields the names of the fields that changed
 */
@WireName("crm.customer.updated.v1")
public record CustomerUpdated(
        String customerId,
        String customerNo,
        String customerName,
        Person actor,
        @Nullable Person assignedTo,
        List<String> fields)
        implements CustomerEvent {}
