package com.andejia.crm.localstack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What was started, to be ended the other way round; also when the end comes in the middle of the start. */
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /**
     * Starts one more. An end that comes meanwhile waits until it is there, and then takes it along.
     *
     * @throws CannotStart if the end has come
     */
    synchronized <T extends AutoCloseable> T add(Supplier<T> start) {
        if (closed) {
            throw new CannotStart("Stopped before everything was up.");
        }
        T part = start.get();
        started.push(part);
        return part;
    }

    /** Ends what there is; one part that refuses does not keep the others. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("Could not be stopped properly: " + e.getMessage());
            }
        }
    }
}
