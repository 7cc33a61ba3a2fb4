package com.andejia.crm.events;

/** Something that happened to a member of staff; the topic is compacted, so the last one of each is its present state. */
@OnTopic(Topics.STAFF_EVENTS)
public sealed interface StaffEvent extends DomainEvent permits StaffChanged {

    String staffId();

    @Override
    default String subject() {
        return staffId();
    }
}
