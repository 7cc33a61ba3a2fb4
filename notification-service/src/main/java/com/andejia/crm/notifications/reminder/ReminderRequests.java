package com.andejia.crm.notifications.reminder;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.NotificationRequests;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells of an event that nobody has published, to those and in those words that its scenario has for a published one. */
@Component
class ReminderRequests {
    private final ScenarioCatalogue catalogue;
    private final NotificationRequests requests;

    ReminderRequests(ScenarioCatalogue catalogue, NotificationRequests requests) {
        this.catalogue = catalogue;
        this.requests = requests;
    }

    /**
     * Complete once everybody will be told.
     *
     * @param id the same whoever reminds of it and however often: with it each recipient has one notification
     */
    Mono<Void> send(DomainEvent event, String id, Instant time) {
        return Flux.fromStream(() -> catalogue.match(event))
                .flatMapIterable(match -> match.recipients().stream()
                        .map(recipient -> new NotificationRequest(
                                match.type(), recipient, id, time, event.erasedWith(), match.variables(), null))
                        .toList())
                .concatMap(requests::send)
                .then();
    }
}
