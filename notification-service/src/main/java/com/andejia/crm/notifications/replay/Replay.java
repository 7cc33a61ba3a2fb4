package com.andejia.crm.notifications.replay;

import com.andejia.crm.events.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay, who asked for it, and how far it is.
 *
 * @param total how many records there are to read; at most, since some may be gone
 * @param seenAt when it last said how far it is
 * @param cancelledBy who does not want it any more; null if nobody
 * @param problem why it failed; null if it has not
 */
public record Replay(
        String id,
        ReplayOrder order,
        Person by,
        Instant startedAt,
        State state,
        long total,
        Counts counts,
        Instant seenAt,
        @Nullable Instant endedAt,
        @Nullable Person cancelledBy,
        @Nullable String problem) {

    /** How it goes. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED,
        /** The replica that it ran on is no more. Asked for again, it finds what is still missing. */
        INTERRUPTED
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
