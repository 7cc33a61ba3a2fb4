package com.andejia.crm.notifications.live;

import java.util.List;
import reactor.core.publisher.Mono;

/** The store as streams see it: the truth that a push only hints at. */
public interface Backlog {

    Mono<Long> unread(String recipient);

    /** The last position stored for the recipient; the beginning of the present epoch if nothing is. */
    Mono<StreamPosition> last(String recipient);

    /** What follows the position, in order, up to the limit; completes empty if the position is of another epoch. */
    Mono<List<Frame>> after(String recipient, StreamPosition position, int limit);
}
