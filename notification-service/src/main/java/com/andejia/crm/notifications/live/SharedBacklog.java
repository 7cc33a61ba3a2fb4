package com.andejia.crm.notifications.live;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Reads once what several streams ask for at the same time. After a restart all of a person's screens come back to the
 * same place at the same moment, and everybody's do; and what is told to everybody changes everybody's count.
 */
final class SharedBacklog {
    private static final int COUNTED_AT_ONCE = 200;

    private final GatheredQuestions<String, Long> unread;
    private final SharedQuestions<String, StreamPosition> last;
    private final SharedQuestions<Place, List<Frame>> after;

    private record Place(String recipient, StreamPosition position, int limit) {}

    SharedBacklog(Backlog store) {
        unread = new GatheredQuestions<>(COUNTED_AT_ONCE, store::unread);
        last = new SharedQuestions<>(store::last);
        after = new SharedQuestions<>(place -> store.after(place.recipient(), place.position(), place.limit()));
    }

    public Mono<Long> unread(String recipient) {
        return unread.ask(recipient).defaultIfEmpty(0L);
    }

    public Mono<StreamPosition> last(String recipient) {
        return last.ask(recipient);
    }

    public Mono<List<Frame>> after(String recipient, StreamPosition position, int limit) {
        return after.ask(new Place(recipient, position, limit));
    }
}
