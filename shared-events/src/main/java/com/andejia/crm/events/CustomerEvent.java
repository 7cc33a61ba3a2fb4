package com.andejia.crm.events;

/** Something that happened to a customer; ordered per customer. */
@OnTopic(Topics.CUSTOMER_EVENTS)
public sealed interface CustomerEvent extends DomainEvent
        permits CustomerCreated,
                CustomerAssigned,
                CustomerAssignedFromPool,
                CustomerTransferred,
                CustomerReclaimed,
                CustomerClaimed,
                CustomerStatusChanged,
                CustomerFollowUpAdded,
                CustomerFollowUpDue,
                CustomerUpdated,
                CustomerErased {

    String customerId();

    @Override
    default String subject() {
        return customerId();
    }
}
