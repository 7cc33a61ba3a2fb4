package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.feed.NotificationStates.Snoozed;
import com.andejia.crm.notifications.schedule.ReplicaLock;
import com.andejia.crm.notifications.schedule.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings back what was put off, once it is due: by a request in the person's own partition, so that whoever writes their feed gives
 * it a new place. Asked for twice, it comes back once.
 */
@Component
class SnoozeEnds extends Rounds {
    SnoozeEnds(
            NotificationStates states,
            KafkaTemplate<String, byte[]> kafka,
            JsonMapper json,
            Clock clock,
            ReplicaLock lock,
            @Value("${crm.snooze.look-every}") Duration interval) {
        super("snooze-ends", interval, lock, new Round(states, kafka, json, clock).go());
    }

    private record Round(NotificationStates states, KafkaTemplate<String, byte[]> kafka, JsonMapper json, Clock clock) {
        private static final int AT_ONCE = 500;

        /** If it has not woken by then, the request is lost rather than late. */
        private static final Duration PATIENCE = Duration.ofMinutes(10);

        Mono<Void> go() {
            return Mono.defer(this::some)
                    .repeat()
                    .takeUntil(count -> count < AT_ONCE)
                    .then();
        }

        /** Asked first, noted second: if it ends in between, they are asked again. */
        private Mono<Integer> some() {
            Instant now = clock.instant();
            return states.due(now, now.minus(PATIENCE), AT_ONCE)
                    .collectList()
                    .flatMap(due -> due.isEmpty() ? Mono.just(0) : ask(due, now).thenReturn(due.size()));
        }

        private Mono<Void> ask(List<Snoozed> due, Instant now) {
            return Flux.fromIterable(due).concatMap(this::ask).then(states.asked(due, now));
        }

        private Mono<?> ask(Snoozed it) {
            var request = new StateRequest.Wake(it.recipient(), it.id(), it.until());
            return Mono.fromFuture(() -> kafka.send(request.toRecord(json))).subscribeOn(Schedulers.boundedElastic());
        }
    }
}
