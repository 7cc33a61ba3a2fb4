package com.andejia.crm.notifications.redrive;

import com.andejia.crm.notifications.feed.Page;
import com.andejia.crm.notifications.redrive.DeadLetter.Act;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was set aside, and what has become of it. Each change is one write, together with who made it. */
public interface DeadLetterStore {

    /**
     * One that failed again after it was sent again.
     *
     * @param id of what it was
     * @param attempt which time that was
     */
    record Return(String id, int attempt) {}

    /** Notes it, the same one once. One that returns opens what it was, unless somebody has gone on with that since;
     * one that only says so is new. */
    Mono<Void> note(DeadLetter letter, @Nullable Return returned);

    /** Newest first. */
    Mono<Page<DeadLetter>> page(DeadLetterFilter filter, int page, int pageSize);

    /** Empty if there is none. */
    Mono<DeadLetter> find(String id);

    /**
     * Those that can be sent again, oldest first.
     *
     * @param stuckSince whoever took one before that has died
     */
    Flux<DeadLetter> open(DeadLetterFilter filter, int mostAttempts, Instant stuckSince, int limit);

    /** How many are open, by topic. */
    Mono<Map<String, Long>> countOpen();

    /** How many of the event type are open. */
    Mono<Long> countOpen(String eventType);

    /**
     * Takes it, as it was read, to send it again; counts as an attempt. Empty if somebody else has gone on with it.
     *
     * @param stuckSince whoever took it before that has died
     */
    Mono<DeadLetter> take(DeadLetter letter, Act act, Instant stuckSince);

    /** It is sent; if it has returned already, it stays open. */
    Mono<Void> sent(DeadLetter taken);

    /** It is not: it is as it was before it was taken. */
    Mono<Void> putBack(DeadLetter taken);

    /** Lets it go. Empty if it is not open. */
    Mono<DeadLetter> discard(String id, Act act, Instant stuckSince);
}
