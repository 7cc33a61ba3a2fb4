package com.andejia.crm.events;

/** Something that happened to one aggregate. Its data travel as JSON, its {@link EventAttributes} as Kafka headers. */
public sealed interface DomainEvent permits CustomerEvent, StaffEvent {

    /** The id of the aggregate it happened to: the CloudEvents subject and the Kafka record's key. */
    String subject();
}
