package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.digest.StableId;
import com.andejia.crm.notifications.preference.HeldPopUps;
import com.andejia.crm.notifications.preference.HeldPopUps.Due;
import com.andejia.crm.notifications.schedule.ReplicaLock;
import com.andejia.crm.notifications.schedule.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * When quiet hours have ended, their person is told how many notifications came meanwhile: by a request like any other, so that
 * whoever writes the person's feed writes this too. Its event id is made of person and end: asked for twice, it is told once.
 */
@Component
class QuietHoursSummaries extends Rounds {
    static final String TYPE = "QUIET_HOURS_SUMMARY";

    private static final Logger log = LoggerFactory.getLogger(QuietHoursSummaries.class);
    private static final int A_ROUND = 500;

    QuietHoursSummaries(
            HeldPopUps held,
            Entries entries,
            NotificationRequests requests,
            Clock clock,
            ReplicaLock lock,
            @Value("${crm.quiet-hours.look-every}") Duration interval,
            @Value("${crm.quiet-hours.settle}") Duration settle) {
        super("quiet-hours-summaries", interval, lock, new Round(held, entries, requests, clock, settle).go());
    }

    /** @param settle how long after the end somebody may still be storing what was held */
    private record Round(
            HeldPopUps held, Entries entries, NotificationRequests requests, Clock clock, Duration settle) {

        Mono<Void> go() {
            return Mono.defer(() -> held.dueBefore(clock.instant().minus(settle), A_ROUND)
                    .concatMap(this::tell)
                    .then());
        }

        private Mono<Void> tell(Due due) {
            return entries.countHeld(due.person(), due.until())
                    .filter(count -> count > 0)
                    .flatMap(count -> send(due, count))
                    .then(held.forget(due));
        }

        private Mono<Void> send(Due due, long count) {
            log.info("{} is told of {} notifications held back until {}", due.person(), count, due.until());
            return requests.send(new NotificationRequest(
                    TYPE,
                    due.person(),
                    StableId.of(
                            "quiet-hours",
                            due.person(),
                            due.until().toString(),
                            due.due().toString()),
                    due.due(),
                    due.person(),
                    Map.of("count", String.valueOf(count)),
                    null));
        }
    }
}
