package com.andejia.crm.systemtests.pipeline;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Some seconds at one rate.
 *
 * @param planned how many customers were to be entered
 * @param entered how many were, before it was given up if that is less; each has been shown to its owner
 * @param answered microseconds from when each was due to the answer
 * @param shown microseconds from when each was due to its owner's client having read of it
 */
record Step(double perSecond, int planned, int entered, Histogram answered, Histogram shown) {
    static final double LONGEST_WAIT_MILLIS = 250;

    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);

    /** That many threads may record in. */
    static Histogram newHistogram() {
        return new SynchronizedHistogram(SIGNIFICANT_DIGITS);
    }

    /** All could be entered, and nobody waited for long: whoever falls behind makes those behind wait longer and longer. */
    boolean isSustained() {
        return entered == planned && shownMillis(99) < LONGEST_WAIT_MILLIS;
    }

    double answeredMillis(double percentile) {
        return answered.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    double shownMillis(double percentile) {
        return shown.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    @Override
    public String toString() {
        return "%,.0f creates/s: answered p50 %.1f ms, p99 %.1f ms; shown p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms%s"
                .formatted(
                        perSecond,
                        answeredMillis(50),
                        answeredMillis(99),
                        shownMillis(50),
                        shownMillis(99),
                        shownMillis(99.9),
                        isSustained() ? "" : " (too much)");
    }
}
