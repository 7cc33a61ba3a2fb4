package com.andejia.crm.notifications.preference;

import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Of whom something was held back until when: one entry for each person and end of quiet hours, however often it is said. What was
 * held is in the notifications themselves.
 */
public interface HeldPopUps {
    /**
     * Something may have been held back.
     *
     * @param until the end of the quiet hours in which it was
     */
    record Held(String person, Instant until) {}

    /**
     * An entry whose time has come.
     *
     * @param due when the person is to hear of it: at the end, or when they changed their quiet hours
     */
    record Due(String person, Instant until, Instant due) {}

    /** Makes sure that there are entries. */
    Mono<Void> remember(Collection<Held> held);

    /** The person has other quiet hours now: whatever is not due yet is due then instead. */
    Mono<Void> reschedule(String person, Instant now, Instant due);

    /** Those that are due before the time, the longest waiting first. */
    Flux<Due> dueBefore(Instant time, int limit);

    /** The person has heard of it. */
    Mono<Void> forget(Due told);
}
