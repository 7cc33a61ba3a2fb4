package com.andejia.crm.systemtests.streams;

import org.HdrHistogram.Histogram;

/**
 * What has come of the messages that were to come.
 *
 * @param expected how many deliveries there were to be, over all connections
 * @param distinct how many of them there were, doubled ones counted once
 * @param others events that were none of them, such as counts of what is unread
 * @param lastNanos when the last one came
 * @param micros from when each was due
 */
record Received(
        long expected, long distinct, long doubled, long misordered, long others, long lastNanos, Histogram micros) {
    private static final double MICROS_PER_MILLI = 1_000;

    long lost() {
        return expected - distinct;
    }

    /** Everything, once and in its order. */
    boolean isExact() {
        return lost() == 0 && doubled == 0 && misordered == 0;
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
