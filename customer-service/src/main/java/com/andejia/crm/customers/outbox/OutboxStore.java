package com.andejia.crm.customers.outbox;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The outboxes, as the relay needs them. */
interface OutboxStore {
    /** Takes the lease; empty if another relay holds it or nothing waits. */
    Mono<Outstanding> claim(Aggregate aggregate);

    /** An event that was moved out of its document; empty if there is none of that number. */
    Mono<OutboxEvent> spilled(Aggregate aggregate, long seq);

    /** Notes that all up to {@code published} is out. Empty and without a lease if that was all, else what is left. */
    Mono<Outstanding> mark(Aggregate aggregate, long published);

    /** Gives up the lease, or fails and leaves it to run out. It is not due again before {@code pause} is over, but whoever has more to publish may claim it at once. */
    Mono<Void> backOff(Aggregate aggregate, Duration pause);

    /** Gives up every lease that this process holds. */
    Mono<Void> release();

    /** Those that wait and whose lease is over. */
    Flux<Aggregate> due(int limit);

    /** Figures for those on watch. */
    Mono<Backlog> backlog();

    record Backlog(long pending, Duration oldest, long spilled) {}
}
