package com.andejia.crm.notifications.live;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Reads once what several streams of a person ask for at the same time. After a restart all of a person's screens come back to the
 * same place at the same moment, and everybody's do.
 */
final class SharedBacklog implements Backlog {
    private final SharedQuestions<String, Long> unread;
    private final SharedQuestions<String, StreamPosition> last;
    private final SharedQuestions<Place, List<Frame>> after;

    private record Place(String recipient, StreamPosition position, int limit) {}

    SharedBacklog(Backlog store) {
        unread = new SharedQuestions<>(store::unread);
        last = new SharedQuestions<>(store::last);
        after = new SharedQuestions<>(place -> store.after(place.recipient(), place.position(), place.limit()));
    }

    @Override
    public Mono<Long> unread(String recipient) {
        return unread.ask(recipient);
    }

    @Override
    public Mono<StreamPosition> last(String recipient) {
        return last.ask(recipient);
    }

    @Override
    public Mono<List<Frame>> after(String recipient, StreamPosition position, int limit) {
        return after.ask(new Place(recipient, position, limit));
    }
}
