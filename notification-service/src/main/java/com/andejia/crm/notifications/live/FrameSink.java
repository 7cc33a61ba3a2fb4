package com.andejia.crm.notifications.live;

import java.time.Duration;

/** Where the frames of one stream go: to an exchange of the web framework, or to a channel taken over from it. */
interface FrameSink {
    /** How many frames may wait for their reader. */
    int QUEUE = 512;

    /** How long their reader may take for those that still wait when the stream ends. */
    Duration GRACE = Duration.ofSeconds(10);

    /**
     * Queues a frame, which is not changed any more; after the end it goes nowhere.
     *
     * @return false if so many wait already that the reader is too slow
     */
    boolean offer(byte[] frame);

    /** Ends the stream after what is queued, or when the grace is over. */
    void finish();

    /** Ends the stream at once. */
    void cut();
}
