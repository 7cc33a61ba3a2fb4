package com.andejia.crm.customers.pool;

import com.andejia.crm.customers.schedule.Rounds;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Carries out what was admitted by a process that has ended since, so that nobody's claim succeeds days later. */
@Component
class UnfinishedClaims extends Rounds {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Longer than a claim takes; one that takes longer still is only helped. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClaimGuards guards;
    private final Admissions admissions;
    private final Clock clock;

    UnfinishedClaims(ClaimGuards guards, Admissions admissions, Clock clock) {
        super(INTERVAL);
        this.guards = guards;
        this.admissions = admissions;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() {
        return guards.unsettled(clock.instant().minus(PATIENCE))
                .concatMap(admissions::settle)
                .then();
    }
}
