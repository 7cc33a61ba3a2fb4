package com.andejia.crm.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else does the work of a contract from now on.
 *
 * @param contractNumber the number people use
 * @param customerId absent if the producer cannot tell; with it, what was told goes when the customer is erased
 * @param assignedTo who looks after the contract
 * @param actor absent if it happened by itself, or the producer cannot tell
 * @param oldWorker the name of the one before; absent if there was none, or the producer cannot tell
 * @param newWorker the name of the one from now on
 * @param endDate the last day of the contract
 */
@WireName("crm.contract.worker-changed.v1")
public record ContractWorkerChanged(
        String contractId,
        String contractNumber,
        String customerName,
        @Nullable String customerId,
        Person assignedTo,
        @Nullable Person actor,
        @Nullable String oldWorker,
        String newWorker,
        @Nullable LocalDate endDate)
        implements ContractEvent {}
