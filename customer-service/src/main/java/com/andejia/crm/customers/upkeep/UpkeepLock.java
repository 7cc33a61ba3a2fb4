package com.andejia.crm.customers.upkeep;

import reactor.core.publisher.Mono;

/** Lets one replica at a time do the upkeep. It saves work and no more: with wrong clocks two replicas may hold it. */
public interface UpkeepLock {
    /** Does the work if no other replica does it or has done it lately, and nothing otherwise. */
    Mono<Void> alone(Mono<Void> work);
}
