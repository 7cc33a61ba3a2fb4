package com.andejia.crm.notifications.statistics;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The store of what was set aside. */
public interface Failures {

    /** Notes those that are not noted yet. */
    Mono<Void> note(Collection<Failure> failures);

    /** How many of each type there were. */
    Mono<Map<String, Long>> count(Instant from, Instant until);
}
