package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.StreamPosition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of everybody's notifications. Whatever is asked or changed here is one person's, but for erasures and counts. */
public interface Notifications {

    /** What became of a notification that was to be stored. */
    enum Outcome {
        /** It is new. */
        STORED,
        /** It was there already, from this very request: an earlier delivery may have died before it was announced. */
        REDELIVERED,
        /** It was there already, from another request: a duplicate or a replay. */
        DUPLICATE,
        /** What it is about has been erased: it is not there. */
        ERASED;

        /** Whether the recipient may not have heard of it yet. */
        boolean isNews() {
            return this == STORED || this == REDELIVERED;
        }
    }

    /**
     * An entry and what became of it.
     *
     * @param entry as it lies in the store, which may differ from what was to be stored if it was there already
     */
    record Stored(Outcome outcome, Entry entry) {}

    /** Stores what is not there yet; the answers are in the order of the entries. */
    Mono<List<Stored>> store(List<? extends Entry> entries);

    /** Those of the ids that are there, whatever has become of them. */
    Mono<Map<String, Entry>> present(Collection<String> ids);

    /** From now on keeps nothing about the subject; what there is stays until it is erased. */
    Mono<Void> bury(String subject, Instant now);

    /**
     * Deletes all that is about the subject, whoever it was for, and from then on keeps nothing about it. Answers for whom there
     * was something.
     */
    Mono<Set<String>> erase(String subject, Instant now);

    /** Those of the subjects that have been erased. */
    Mono<Set<String>> erased(Collection<String> subjects);

    /** The notifications that match, newest first; unless the filter asks for a status, those that people see by themselves. */
    Mono<NotificationPage> page(String recipient, NotificationFilter filter, int page, int pageSize);

    /** The notifications that match and follow the cursor, newest first. */
    Mono<NotificationPage> pageAfter(
            String recipient, NotificationFilter filter, NotificationCursor cursor, int pageSize);

    /** How many are unread of each of the recipients, without those who have none. */
    Mono<Map<String, Long>> countUnread(Set<String> recipients);

    default Mono<Long> countUnread(String recipient) {
        return countUnread(Set.of(recipient)).map(counts -> counts.getOrDefault(recipient, 0L));
    }

    /** Marks those that are the recipient's and unread; answers how many that were. */
    Mono<Long> markRead(String recipient, Collection<String> ids, Instant now);

    /** Marks all unread ones up to the position, those of older epochs included; answers how many that were. */
    Mono<Long> markAllRead(String recipient, StreamPosition upTo, Instant now);

    /** What follows the position in its epoch, in order. */
    Flux<Notification> after(String recipient, StreamPosition position, int limit);

    /** The last position of the epoch that is stored for the recipient; empty if none is. */
    Mono<StreamPosition> last(String recipient, String epoch);
}
