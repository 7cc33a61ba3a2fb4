package com.andejia.crm.systemtests.streams;

import java.util.concurrent.TimeUnit;

/**
 * Some seconds at one rate.
 *
 * @param seconds how long it was to last; or how long it took until the last delivery, if that is longer
 * @param cpuSeconds that the server has spent
 * @param serverBusy how much of its time the server's core has worked, from 0 to 1
 * @param othersBusy the same of the core of clients, publisher, broker and database
 */
record Step(
        double plannedSeconds,
        double seconds,
        Received received,
        double cpuSeconds,
        double serverBusy,
        double othersBusy) {
    private static final double IN_TIME = 1.05;
    private static final double LONGEST_WAIT_MILLIS = TimeUnit.SECONDS.toMillis(1);
    private static final int HUNDRED_THOUSAND = 100_000;

    /** Nothing is lost, the last is done when the next would be due, and nobody waits for long. */
    boolean isSustained() {
        return received.isExact() && seconds <= plannedSeconds * IN_TIME && received.millis(99) <= LONGEST_WAIT_MILLIS;
    }

    double deliveredPerSecond() {
        return received.distinct() / seconds;
    }

    double cpuSecondsPerHundredThousand() {
        return cpuSeconds / received.distinct() * HUNDRED_THOUSAND;
    }
}
