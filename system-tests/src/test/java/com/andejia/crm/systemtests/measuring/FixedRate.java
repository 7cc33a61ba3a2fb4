package com.andejia.crm.systemtests.measuring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When each of many things is due that come at a fixed rate, whatever becomes of those before it. */
public record FixedRate(long startNanos, double perSecond) {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LEAD = TimeUnit.MILLISECONDS.toNanos(20);

    /** The first is due in a moment. */
    public static FixedRate soon(double perSecond) {
        return new FixedRate(System.nanoTime() + LEAD, perSecond);
    }

    /** As {@link System#nanoTime} has it. */
    public long due(int index) {
        return startNanos + (long) (index / perSecond * NANOS);
    }

    /** Returns when it is due, which it says; at once if that is over. */
    public long await(int index) {
        long due = due(index);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return due;
    }
}
