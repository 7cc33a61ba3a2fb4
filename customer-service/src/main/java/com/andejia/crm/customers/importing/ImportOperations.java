package com.andejia.crm.customers.importing;

import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All imports, and who is at work on which. */
public interface ImportOperations {
    Mono<Void> add(ImportOperation operation);

    /** From now on it is worked on; empty if it was given up as never completed. */
    Mono<ImportOperation> start(String id, int total, int size);

    Mono<ImportOperation> find(String id);

    /** Takes one that nobody else works on for that long; empty if there is none. */
    Mono<ImportOperation> claim(String worker, Instant now, Duration lease);

    /** False if somebody else has taken it over. */
    Mono<Boolean> renew(String id, String worker, Instant until);

    /** Remembers where its present worker began, from which its speed is told. */
    Mono<Void> resumed(String id, Instant now, int done);

    Mono<Void> release(String worker);

    Mono<Void> finish(String id, Instant now);

    Mono<Void> remove(String id);

    /** Ids of those that nobody needs, by when they were started. */
    Flux<String> startedBefore(Instant neverCompleted, Instant finished);
}
