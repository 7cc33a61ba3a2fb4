package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.StreamPosition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of notifications, as to what becomes of them once they are there. What one person asks for touches only their own. */
public interface NotificationStates {

    /** Whether it changed; empty if the person has none of that id. */
    Mono<Boolean> archive(String recipient, String id);

    /** Whether it changed; empty if the person has none of that id. */
    Mono<Boolean> unread(String recipient, String id);

    /** Whether it changed; empty if the person has none of that id. */
    Mono<Boolean> snooze(String recipient, String id, Instant until);

    /** One that was put off, till then. */
    record Snoozed(String recipient, String id, Instant until) {}

    /** Some of those that are due, the longest first, but not those that were asked to wake after the given time. */
    Flux<Snoozed> due(Instant now, Instant notAskedSince, int limit);

    /** Notes that they were asked to wake. */
    Mono<Void> asked(List<Snoozed> snoozed, Instant now);

    /**
     * Makes it unread again, in that place of the sequence. Answers it as often as it is asked to, as long as it is unread in that
     * place; empty if it is no longer to be woken then.
     *
     * @param quietUntil the end of the quiet hours that keep it from popping up; null if none do
     */
    Mono<Notification> wake(StateRequest.Wake request, StreamPosition position, @Nullable Instant quietUntil);

    /**
     * Marks those read that stand before the position, are not of a later event, and are unread; and a digest of which that is true
     * of all members, be it by several requests. Answers which that were, also when it is asked again.
     */
    Mono<List<String>> resolve(StateRequest.Resolve request, StreamPosition position, Instant now);

    /** Deletes what has been kept for long enough; answers how many that were. */
    Mono<Long> removeExpired(Instant now);
}
