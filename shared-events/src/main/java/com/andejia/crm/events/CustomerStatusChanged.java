package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * The state of a customer's contract has changed.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param assignedTo the owner; absent for one in the public pool
 */
@WireName("crm.customer.status-changed.v1")
public record CustomerStatusChanged(
        String customerId,
        String customerNo,
        String customerName,
        Person actor,
        @Nullable Person assignedTo,
        String oldStatus,
        String newStatus)
        implements CustomerEvent {}
