package com.andejia.crm.notifications.live;

/** Where the frames of one stream go: to an exchange of the web framework, or to a channel taken over from it. */
interface FrameSink {
    /** How many frames may wait for their reader. */
    int QUEUE = 512;

    /** Queues a frame, which is not changed any more; false if so many wait already that the reader is too slow. */
    boolean offer(byte[] frame);

    /** Ends the stream after what is queued. */
    void finish();

    /** Ends the stream at once. */
    void cut();
}
