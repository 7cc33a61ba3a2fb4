package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.schedule.Rounds;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finishes what an erasure began: after a crash, and after whoever was just moving older history or events out of the document,
 * which may arrive where it was already removed.
 */
@Component
class ErasureSweep extends Rounds {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Longer than any request lives. */
    private static final Duration STRAGGLERS = Duration.ofMinutes(5);

    private final Erasures erasures;
    private final Clock clock;

    ErasureSweep(Erasures erasures, Clock clock) {
        super(INTERVAL);
        this.erasures = erasures;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() {
        return Flux.defer(() -> erasures.withTraces(clock.instant().minus(STRAGGLERS)))
                .concatMapDelayError(erasures::finish, 1) // without a prefetch Reactor drops all failures but the first
                .then();
    }
}
