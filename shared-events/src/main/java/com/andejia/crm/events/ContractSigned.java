package com.andejia.crm.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contract is signed by all sides.
 *
 * @param contractNumber the number people use
 * @param customerId absent if the producer cannot tell; with it, what was told goes when the customer is erased
 * @param assignedTo who looks after the contract
 * @param actor absent if it happened by itself, or the producer cannot tell
 * @param endDate the last day of the contract
 */
@WireName("crm.contract.signed.v1")
public record ContractSigned(
        String contractId,
        String contractNumber,
        String customerName,
        @Nullable String customerId,
        Person assignedTo,
        @Nullable Person actor,
        @Nullable LocalDate endDate)
        implements ContractEvent {}
