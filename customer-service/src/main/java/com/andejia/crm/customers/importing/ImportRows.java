package com.andejia.crm.customers.importing;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows of all imports. Those at their end are only counted, and what was wrong with them is kept. */
public interface ImportRows {
    Mono<Void> add(Chunk chunk);

    /** Those with rows that are not at their end, in the order of the file. */
    Flux<Chunk> open(String operationId);

    /** Brings a chunk to its end, and forgets what its rows said of people; does nothing to one that is at its end. */
    Mono<Void> settle(Chunk chunk, Settled settled);

    Mono<RowCounts> counts(String operationId);

    /** In the order of the file. */
    Flux<RowError> errors(String operationId);

    Mono<Void> remove(String operationId);
}
