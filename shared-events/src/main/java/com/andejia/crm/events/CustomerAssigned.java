package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * A customer has an owner, or another one than before.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param maskedPhone as {@code 138****8999}; absent if only a WeChat id is known
 * @param previousOwner absent if nobody owned the customer
 * @param reason what the assigning person wrote, up to 200 characters
 * @param operation the bulk operation it belongs to; absent for a single one
 */
@WireName("crm.customer.assigned.v1")
public record CustomerAssigned(
        String customerId,
        String customerNo,
        String customerName,
        @Nullable String maskedPhone,
        String leadSource,
        Person actor,
        Person assignedTo,
        @Nullable Person previousOwner,
        @Nullable String reason,
        @Nullable Operation operation)
        implements CustomerEvent {}
