package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * A customer was entered.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param maskedPhone as {@code 138****8999}; absent if only a WeChat id is known
 * @param assignedTo the first owner; absent for a lead that nobody owns yet
 * @param operation the bulk operation it belongs to; absent for a single one
 */
@WireName("crm.customer.created.v1")
public record CustomerCreated(
        String customerId,
        String customerNo,
        String customerName,
        @Nullable String maskedPhone,
        String leadSource,
        Person actor,
        @Nullable Person assignedTo,
        @Nullable Operation operation)
        implements CustomerEvent {}
