package com.andejia.crm.notifications.intake;

import com.andejia.crm.notifications.feed.FeedLag;
import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;

/** Lets a portion through while the feed has little to write, for whatever is requested meanwhile waits behind it. */
final class PortionGate {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final FeedLag lag;
    private final int room;
    private final Duration patience;

    PortionGate(FeedLag lag, int room, Duration patience) {
        this.lag = lag;
        this.room = room;
        this.patience = patience;
    }

    /**
     * Returns when the feed has fewer requests to write than there is room for.
     *
     * @throws TimeoutException if it has not for long; to be tried again, and no failure of this consumer
     */
    void await() {
        long begin = System.nanoTime();
        while (lag.requests() >= room) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new TimeoutException("the feed is behind, a portion waits");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted while waiting for the feed", e);
        }
    }
}
