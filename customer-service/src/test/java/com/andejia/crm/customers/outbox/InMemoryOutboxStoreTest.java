package com.andejia.crm.customers.outbox;

class InMemoryOutboxStoreTest extends OutboxStoreContract {
    private final InMemoryOutboxStore store = new InMemoryOutboxStore(clock);

    @Override
    OutboxStore store(String relay) {
        return store.asSeenBy(relay);
    }

    @Override
    void append(Aggregate aggregate) {
        store.append(aggregate);
    }

    @Override
    void spill(Aggregate aggregate) {
        store.spill(aggregate);
    }
}
