package com.andejia.crm.notifications.report;

import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** The store of what people have done. */
public interface Activities {

    /** Notes what is not noted yet. */
    Mono<Void> note(Collection<Activity> activities);

    /**
     * Who has done how much.
     *
     * @param from included
     * @param until excluded
     */
    Mono<Tally> count(Instant from, Instant until);
}
