package com.andejia.crm.notifications.feed;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says why a person was told something, or was not. */
@Component
public class Explanations {
    private final Entries entries;

    Explanations(Entries entries) {
        this.entries = entries;
    }

    /** Empty if the id is none of the person's. */
    public Mono<Why> why(String person, String id) {
        return entries.find(person, id)
                .flatMap(entry -> entry instanceof Member member
                        ? entries.find(person, member.digest().id())
                                .ofType(Notification.class)
                                .map(digest -> Why.of(member, digest))
                                .defaultIfEmpty(Why.of(member, null))
                        : Mono.just(Why.of(entry, null)));
    }
}
