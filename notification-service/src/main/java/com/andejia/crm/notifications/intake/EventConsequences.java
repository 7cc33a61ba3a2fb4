package com.andejia.crm.notifications.intake;

import com.andejia.crm.events.CustomerErased;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.record.EventDecoder.Received;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue.Match;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What follows from an event, for whoever reads events once more: the same as from the first time. */
@Component
public class EventConsequences {
    private final ScenarioCatalogue catalogue;

    EventConsequences(ScenarioCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** One for each person who is to be told something. */
    public List<NotificationRequest> requests(Received received) {
        return catalogue
                .match(received.event())
                .flatMap(match -> match.recipients().stream().map(recipient -> request(received, match, recipient)))
                .toList();
    }

    /** What somebody is done with. */
    public Optional<StateRequest> resolving(Received received) {
        return OwnerChange.resolving(received);
    }

    /** Of whom nothing may be kept any more. */
    public Optional<String> erased(Received received) {
        return Optional.ofNullable(erased(received.event()));
    }

    static @Nullable String erased(DomainEvent event) {
        return event instanceof CustomerErased ? event.subject() : null;
    }

    static NotificationRequest request(Received received, Match match, String recipient) {
        EventAttributes about = received.attributes();
        DomainEvent event = received.event();
        return new NotificationRequest(
                match.type(),
                recipient,
                about.id(),
                about.time(),
                event.erasedWith(),
                match.variables(),
                event.operation(),
                about.type());
    }
}
