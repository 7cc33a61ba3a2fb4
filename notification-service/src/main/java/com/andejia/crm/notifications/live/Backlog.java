package com.andejia.crm.notifications.live;

import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The store as streams see it: the truth that a push only hints at. */
public interface Backlog {

    /** How many are unread of each of the recipients, without those who have none. */
    Mono<Map<String, Long>> unread(Set<String> recipients);

    /** The last position stored for the recipient; the beginning of the present epoch if nothing is. */
    Mono<StreamPosition> last(String recipient);

    /** What follows the position, in order, up to the limit; completes empty if the position is of another epoch. */
    Mono<List<Frame>> after(String recipient, StreamPosition position, int limit);
}
