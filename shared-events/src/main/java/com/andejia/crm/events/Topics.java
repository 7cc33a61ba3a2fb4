package com.andejia.crm.events;

/** The Kafka topics that events travel on. */
public final class Topics {
    public static final String CUSTOMER_EVENTS = "crm.customer.events";
    public static final String STAFF_EVENTS = "crm.staff.events";

    private Topics() {}
}
