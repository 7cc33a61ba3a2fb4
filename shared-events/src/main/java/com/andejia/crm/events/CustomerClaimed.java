package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * Somebody took a customer out of the public pool.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param maskedPhone as {@code 138****8999}; absent if only a WeChat id is known
 * @param assignedTo who is also the actor
 */
@WireName("crm.customer.claimed.v1")
public record CustomerClaimed(
        String customerId,
        String customerNo,
        String customerName,
        @Nullable String maskedPhone,
        String leadSource,
        Person actor,
        Person assignedTo)
        implements CustomerEvent {}
