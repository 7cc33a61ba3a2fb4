package com.andejia.crm.events;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Something that happened to a contract; ordered per contract. The CRM's contract module tells it. */
@OnTopic(Topics.CONTRACT_EVENTS)
public sealed interface ContractEvent extends DomainEvent
        permits ContractCreated, ContractSigned, ContractWorkerChanged, ContractStatusChanged, ContractExpiringSoon {

    String contractId();

    String contractNumber();

    String customerName();

    @Nullable
    String customerId();

    Person assignedTo();

    /** Who did it; null if it happened by itself, or the producer cannot tell. */
    @Nullable
    Person actor();

    @Nullable
    LocalDate endDate();

    @Override
    default String subject() {
        return contractId();
    }

    /** It tells the customer's name. */
    @Override
    default String erasedWith() {
        String customer = customerId();
        return customer == null ? contractId() : customer;
    }
}
