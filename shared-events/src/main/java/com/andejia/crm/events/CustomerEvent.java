package com.andejia.crm.events;

/** Something that happened to a customer; ordered per customer. */
@OnTopic(Topics.CUSTOMER_EVENTS)
public sealed interface CustomerEvent extends DomainEvent permits CustomerCreated, CustomerAssigned {

    String customerId();

    @Override
    default String subject() {
        return customerId();
    }
}
