package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.schedule.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes imports that nobody looks up any more, and what a crash has left of files that were being stored. */
@Component
class ImportExpiry extends Rounds {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final ImportOperations operations;
    private final ImportRows rows;
    private final Duration kept;
    private final Clock clock;

    ImportExpiry(ImportOperations operations, ImportRows rows, ImportProperties properties, Clock clock) {
        super(INTERVAL);
        this.operations = operations;
        this.rows = rows;
        this.kept = properties.kept();
        this.clock = clock;
    }

    /** The operation last: as long as it is there, a crash leaves its rows to be found by it. */
    @Override
    protected Mono<Void> round() {
        Instant now = clock.instant();
        return operations
                .startedBefore(now.minus(CustomerImport.LONGEST_STORING.multipliedBy(2)), now.minus(kept))
                .concatMap(id -> rows.remove(id).then(operations.remove(id)))
                .then();
    }
}
