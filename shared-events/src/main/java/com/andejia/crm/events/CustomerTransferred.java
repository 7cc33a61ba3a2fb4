package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/**
 * A customer was handed over to a colleague.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param maskedPhone as {@code 138****8999}; absent if only a WeChat id is known
 * @param reason what the acting person wrote, up to 200 characters
 */
@WireName("crm.customer.transferred.v1")
public record CustomerTransferred(
        String customerId,
        String customerNo,
        String customerName,
        @Nullable String maskedPhone,
        String leadSource,
        Person actor,
        Person assignedTo,
        Person previousOwner,
        @Nullable String reason)
        implements CustomerEvent {}
