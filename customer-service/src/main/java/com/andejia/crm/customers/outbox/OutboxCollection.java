package com.andejia.crm.customers.outbox;

/** Announces, as a bean, a collection whose documents carry an outbox. */
public record OutboxCollection(String name) {}
