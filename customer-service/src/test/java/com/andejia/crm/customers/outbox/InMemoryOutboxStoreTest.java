package com.andejia.crm.customers.outbox;

import java.time.Clock;

class InMemoryOutboxStoreTest extends OutboxStoreContract {
    private final InMemoryOutboxStore store = new InMemoryOutboxStore(clock);

    @Override
    OutboxStore store(String relay, Clock clock) {
        return store.asSeenBy(relay, clock);
    }

    @Override
    int schedules() {
        return 2_000;
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
