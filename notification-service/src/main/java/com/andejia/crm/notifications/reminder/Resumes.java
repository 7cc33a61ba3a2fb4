package com.andejia.crm.notifications.reminder;

import com.andejia.crm.events.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of when anybody last was in touch with whom. */
public interface Resumes {

    /** Somebody was in touch at that time, if not later already: a silence that was reminded of has ended. */
    Mono<Void> contacted(String id, String name, @Nullable Person owner, Instant at);

    /** Notes that the owner was told of the present silence. */
    Mono<Void> reminded(String id);

    /** The same, of the silence since then only. */
    Mono<Void> reminded(String id, Instant lastContact);

    /** Those of somebody with whom contact was last between these times, and whose owner was not told since. */
    Flux<Resume> silent(Instant from, Instant until);
}
