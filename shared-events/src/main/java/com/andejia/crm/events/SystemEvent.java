package com.andejia.crm.events;

/** Something about the CRM itself, or about somebody's place in it; outside systems tell it, and this one's admins. */
@OnTopic(Topics.SYSTEM_EVENTS)
public sealed interface SystemEvent extends DomainEvent
        permits SystemAnnounced, StaffPermissionChanged, StaffSecurityAlert {}
