package com.andejia.crm.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has been in touch with a customer.
 *
 * @param customerNo the number people use, {@code CUS} and 11 digits
 * @param assignedTo the owner; absent for one in the public pool
 * @param followUpType {@code phone}, {@code wechat}, {@code visit} or {@code other}
 * @param summary the beginning of what was noted, phones in it masked; up to 100 characters
 * @param nextFollowUpDate when to be in touch again
 */
@WireName("crm.customer.follow-up-added.v1")
public record CustomerFollowUpAdded(
        String customerId,
        String customerNo,
        String customerName,
        Person actor,
        @Nullable Person assignedTo,
        String followUpType,
        String summary,
        @Nullable LocalDate nextFollowUpDate)
        implements CustomerEvent {}
