package com.andejia.crm.customers.outbox;

import reactor.core.publisher.Mono;

/** The way to the log. */
interface EventPublisher {
    /** Completes once the log holds the event for good; after an error it may hold it or not. */
    Mono<Void> publish(Aggregate aggregate, OutboxEvent event);
}
