package com.andejia.crm.notifications.feed;

import java.time.Instant;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of notifications after they were stored. */
public interface Deliveries {

    /**
     * Notes when screens of the recipient showed them. What is not the recipient's, or is noted already, changes nothing.
     * Answers how many were noted.
     *
     * @param displayed by id; of times before a notification was stored or after now the nearest possible one is taken, since
     *     clocks of devices go wrong
     */
    Mono<Long> note(String recipient, Map<String, Instant> displayed, Instant now);

    /** When a screen of the recipient first showed it; empty if none has said so. */
    Mono<Instant> displayedAt(String recipient, String id);

    /** How far all notifications of the type about the subject have come. */
    Mono<Spread> spread(String type, String subject);

    /** All that were stored in that time, in no order. */
    Flux<Delivery> stored(Instant from, Instant until);
}
