package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * A customer is in the public pool and has no owner any more.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param maskedPhone as {@code 138****8999}; absent if only a WeChat id is known
 * @param actor who released it; {@link Person#SYSTEM} after a long silence
 * @param reason what the acting person wrote, up to 200 characters
 * @param operation the bulk operation it belongs to; absent for a single one
 */
@WireName("crm.customer.reclaimed.v1")
public record CustomerReclaimed(
        String customerId,
        String customerNo,
        String customerName,
        @Nullable String maskedPhone,
        String leadSource,
        Person actor,
        Person previousOwner,
        @Nullable String reason,
        @Nullable Operation operation)
        implements CustomerEvent {}
