package com.andejia.crm.notifications.schedule;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Lets one replica at a time do a piece of work. It saves work and no more: with wrong clocks two replicas may hold it. */
public interface ReplicaLock {
    /**
     * Does the work if no other replica does it or has done it lately, and nothing otherwise.
     *
     * @param interval how often the work comes round: it is cut off after as long, and locked for half as long at least
     */
    Mono<Void> alone(String name, Duration interval, Mono<Void> work);
}
