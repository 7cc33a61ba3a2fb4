package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.schedule.ReplicaLock;
import com.andejia.crm.notifications.schedule.Rounds;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What has been kept for long enough goes, read or not. MongoDB does that itself where it has TTL indexes; this is for stores that
 * have none, and finds nothing elsewhere.
 */
@Component
class Retention extends Rounds {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration INTERVAL = Duration.ofHours(1);

    Retention(NotificationStates states, Clock clock, ReplicaLock lock) {
        super("retention", INTERVAL, lock, removal(states, clock));
    }

    static Mono<Void> removal(NotificationStates states, Clock clock) {
        return Mono.defer(() -> states.removeExpired(clock.instant()))
                .filter(count -> count > 0)
                .doOnNext(count -> log.info("{} notifications are past their time and gone", count))
                .then();
    }
}
