package com.andejia.crm.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contract has another status than before.
 *
 * @param contractNumber the number people use
 * @param customerId absent if the producer cannot tell; with it, what was told goes when the customer is erased
 * @param assignedTo who looks after the contract
 * @param actor absent if it happened by itself, or the producer cannot tell
 * @param oldStatus absent if there was none, or the producer cannot tell
 * @param endDate the last day of the contract
 */
@WireName("crm.contract.status-changed.v1")
public record ContractStatusChanged(
        String contractId,
        String contractNumber,
        String customerName,
        @Nullable String customerId,
        Person assignedTo,
        @Nullable Person actor,
        @Nullable String oldStatus,
        String newStatus,
        @Nullable LocalDate endDate)
        implements ContractEvent {}
