package com.andejia.crm.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contract ends soon; told once for each end.
 *
 * @param contractNumber the number people use
 * @param customerId absent if the producer cannot tell; with it, what was told goes when the customer is erased
 * @param assignedTo who looks after the contract
 * @param actor absent, since it happens by itself
 * @param daysLeft until the last day
 * @param endDate the last day of the contract
 */
@WireName("crm.contract.expiring-soon.v1")
public record ContractExpiringSoon(
        String contractId,
        String contractNumber,
        String customerName,
        @Nullable String customerId,
        Person assignedTo,
        @Nullable Person actor,
        int daysLeft,
        @Nullable LocalDate endDate)
        implements ContractEvent {}
