package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.Broadcast;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people do with a single notification. What they put away or off is no longer unread, and not in the list that nobody
 * narrowed down. Other devices hear of it by what every client knows: what leaves the list, or is unread again, makes them load it anew
 * ({@code resync}); one that was archived is {@code read} as well; and each brings a fresh {@code unread-count}.
 */
@Component
public class FeedState {
    public static final Duration LONGEST_SNOOZE = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(FeedState.class);

    private final NotificationStates states;
    private final Broadcast broadcast;
    private final JsonMapper json;
    private final Clock clock;

    FeedState(NotificationStates states, Broadcast broadcast, JsonMapper json, Clock clock) {
        this.states = states;
        this.broadcast = broadcast;
        this.json = json;
        this.clock = clock;
    }

    /** Puts it away. Whether that changed anything; empty if the person has none of that id. */
    public Mono<Boolean> archive(String person, String id) {
        byte[] read = json.writeValueAsBytes(Map.of("ids", List.of(id)));
        return states.archive(person, id)
                .flatMap(changed -> tell(
                        changed,
                        person,
                        () -> CompletableFuture.allOf(broadcast.read(person, read), broadcast.reload(person))));
    }

    /** Makes it unread again, wherever it was put. Whether that changed anything; empty if the person has none of that id. */
    public Mono<Boolean> unread(String person, String id) {
        return states.unread(person, id).flatMap(changed -> tell(changed, person, () -> broadcast.reload(person)));
    }

    /** Puts it off: it comes back by itself, unread. Whether that changed anything; empty if the person has none of that id. */
    public Mono<Boolean> snooze(String person, String id, Instant until) {
        return states.snooze(person, id, until.truncatedTo(ChronoUnit.MILLIS))
                .flatMap(changed -> tell(changed, person, () -> broadcast.reload(person)));
    }

    public boolean canSnoozeUntil(Instant until) {
        Instant now = clock.instant();
        return until.isAfter(now) && !until.isAfter(now.plus(LONGEST_SNOOZE));
    }

    /** A hint for the other devices: it is so whether or not they hear of it, so this never fails the request. */
    private static Mono<Boolean> tell(boolean changed, String person, Supplier<CompletableFuture<?>> hint) {
        if (!changed) {
            return Mono.just(false);
        }
        return Mono.fromFuture(hint::get)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(e -> log.warn("other devices of {} not told of a change: {}", person, e.toString()))
                .onErrorComplete()
                .thenReturn(true);
    }
}
