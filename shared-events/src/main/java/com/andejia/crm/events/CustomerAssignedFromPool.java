package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * A manager gave a customer of the public pool to somebody.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param maskedPhone as {@code 138****8999}; absent if only a WeChat id is known
 * @param reason what the acting person wrote, up to 200 characters
 * @param operation the bulk operation it belongs to; absent for a single one
 */
@WireName("crm.customer.assigned-from-pool.v1")
public record CustomerAssignedFromPool(
        String customerId,
        String customerNo,
        String customerName,
        @Nullable String maskedPhone,
        String leadSource,
        Person actor,
        Person assignedTo,
        @Nullable String reason,
        @Nullable Operation operation)
        implements CustomerEvent {}
