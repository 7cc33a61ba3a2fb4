package com.andejia.crm.notifications.feed;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says why a person was told something, or was not. */
@Component
public class Explanations {
    private final Entries entries;
    private final Deliveries deliveries;

    Explanations(Entries entries, Deliveries deliveries) {
        this.entries = entries;
        this.deliveries = deliveries;
    }

    /** Empty if the id is none of the person's. */
    public Mono<Why> why(String person, String id) {
        return entries.find(person, id)
                .flatMap(entry -> shown(entry)
                        .flatMap(shown -> deliveries
                                .displayedAt(person, shown.id())
                                .map(displayed -> Why.of(entry, shown, displayed))
                                .defaultIfEmpty(Why.of(entry, shown, null)))
                        .defaultIfEmpty(Why.of(entry, null, null)));
    }

    /** What screens show of it: it, or the digest that it is part of; empty if they show nothing. */
    private Mono<Notification> shown(Entry entry) {
        if (entry instanceof Notification it) {
            return Mono.just(it);
        }
        return entry instanceof Member member
                ? entries.find(member.recipient(), member.digest().id()).ofType(Notification.class)
                : Mono.empty();
    }
}
