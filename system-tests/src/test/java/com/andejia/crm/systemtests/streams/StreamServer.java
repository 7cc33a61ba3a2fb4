package com.andejia.crm.systemtests.streams;

import com.andejia.crm.systemtests.measuring.Core;
import com.andejia.crm.systemtests.measuring.Usage;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A server of event streams that runs on {@link Core#OF_THE_SERVER}, and how it is fed. */
interface StreamServer extends AutoCloseable {

    InetSocketAddress address();

    /**
     * What to ask for the stream of a connection with.
     *
     * @param lastEventId what the client has seen last; null if it has just come
     */
    byte[] request(int connection, @Nullable String lastEventId);

    /** For everybody. Returns when it is handed over, in its order. */
    void publish(Message message);

    Usage usage();

    /** Lets go of what nobody needs any more, so that memory can be compared. */
    default void tidyUp() {}

    /** What it needs, after it has tidied up; of interest is how it grows. */
    default long memoryKiB() {
        return usage().residentKiB();
    }

    @Override
    void close();
}
