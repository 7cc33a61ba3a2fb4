package com.andejia.crm.events;

/** The Kafka topics that events travel on. */
public final class Topics {
    public static final String CUSTOMER_EVENTS = "crm.customer.events";
    public static final String STAFF_EVENTS = "crm.staff.events";
    public static final String RESUME_EVENTS = "crm.resume.events";
    public static final String CONTRACT_EVENTS = "crm.contract.events";
    public static final String SYSTEM_EVENTS = "crm.system.events";

    private Topics() {}
}
