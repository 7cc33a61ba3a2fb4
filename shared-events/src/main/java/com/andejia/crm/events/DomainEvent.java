package com.andejia.crm.events;

import org.jspecify.annotations.Nullable;

/** Something that happened to one aggregate. Its data travel as JSON, its {@link EventAttributes} as Kafka headers. */
public sealed interface DomainEvent permits CustomerEvent, StaffEvent, ResumeEvent, ContractEvent, SystemEvent {

    /** The id of the aggregate it happened to: the CloudEvents subject and the Kafka record's key. */
    String subject();

    /** Whose erasure takes along whatever was told of it. */
    default String erasedWith() {
        return subject();
    }

    /** The act on many aggregates that it is a part of; null for a single one. */
    default @Nullable Operation operation() {
        return null;
    }
}
