package com.andejia.crm.notifications.replay;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.feed.Page;
import com.andejia.crm.notifications.replay.Replay.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Replays, which are kept for good: who asked for what, and what came of it. */
public interface ReplayStore {

    Mono<Void> add(Replay replay);

    /** Empty if there is none. */
    Mono<Replay> find(String id);

    /** Newest first. */
    Mono<Page<Replay>> page(int page, int pageSize);

    /** Whether one runs that has said so since then. */
    Mono<Boolean> isAnyRunning(Instant seenSince);

    /** Says how far it is. Answers it; empty if it runs no longer, in whosever eyes. */
    Mono<Replay> progress(String id, long total, Counts counts, Instant now);

    /** It runs no longer, if it still did. */
    Mono<Void> end(String id, State state, Counts counts, @Nullable String problem, Instant now);

    /** Whoever runs it is to stop. Empty if it does not run. */
    Mono<Replay> cancel(String id, Person by);

    /** Those that have not been seen since then run no longer; answers how many that were. */
    Mono<Long> interrupt(Instant notSeenSince, Instant now);
}
