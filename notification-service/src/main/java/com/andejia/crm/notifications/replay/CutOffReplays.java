package com.andejia.crm.notifications.replay;

import com.andejia.crm.notifications.schedule.ReplicaLock;
import com.andejia.crm.notifications.schedule.Rounds;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out which replays have died with their replica. */
@Component
class CutOffReplays extends Rounds {
    private static final Logger log = LoggerFactory.getLogger(CutOffReplays.class);

    CutOffReplays(ReplayStore store, ReplayProperties properties, Clock clock, ReplicaLock lock) {
        super("cut-off-replays", properties.lookEvery(), lock, look(store, properties, clock));
    }

    private static Mono<Void> look(ReplayStore store, ReplayProperties properties, Clock clock) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return store.interrupt(now.minus(properties.silence()), now)
                    .filter(count -> count > 0)
                    .doOnNext(count -> log.warn("{} replays have died with their replica", count))
                    .then();
        });
    }
}
