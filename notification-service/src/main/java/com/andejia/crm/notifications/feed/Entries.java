package com.andejia.crm.notifications.feed;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** A person's entries, whatever has become of them. */
public interface Entries {

    /** Empty if there is none, or it is another person's. */
    Mono<Entry> find(String recipient, String id);

    /** What was not shown, newest first. */
    Mono<Page<Suppressed>> suppressed(String recipient, int page, int pageSize);

    /** How many were held back by the quiet hours that end then. */
    Mono<Long> countHeld(String recipient, Instant until);
}
