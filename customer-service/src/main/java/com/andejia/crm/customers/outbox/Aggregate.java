package com.andejia.crm.customers.outbox;

/** The document that carries an outbox: the unit within which events keep their order. */
record Aggregate(String collection, String id) {
    @Override
    public String toString() {
        return collection + ":" + id;
    }
}
