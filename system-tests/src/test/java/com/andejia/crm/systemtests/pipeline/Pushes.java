package com.andejia.crm.systemtests.pipeline;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.systemtests.crowd.Lines;
import com.andejia.crm.systemtests.crowd.NumberedText;
import com.andejia.crm.systemtests.measuring.FixedRate;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Which customers their owners have been shown, and how long after each was due to be entered. */
final class Pushes implements Lines {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final BitSet seen = new BitSet();
    private FixedRate rate = FixedRate.soon(1);
    private int first = Integer.MAX_VALUE;
    private Histogram micros = Step.newHistogram();
    private long doubled;
    private long astray;

    /** From this customer on they are due at this rate. */
    synchronized void expect(int firstNumber, FixedRate atRate) {
        first = firstNumber;
        rate = atRate;
        micros = Step.newHistogram();
    }

    /** Returns when all customers up to that number, without it, have been shown. */
    void awaitAllBefore(int number) {
        await("customers that their owners are shown")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(this::distinct, shown -> shown >= number);
    }

    synchronized int distinct() {
        return seen.cardinality();
    }

    /** Shown again to the same owner. */
    synchronized long doubled() {
        return doubled;
    }

    /** Shown to somebody else. */
    synchronized long astray() {
        return astray;
    }

    /** Of those since {@link #expect}. */
    synchronized Histogram micros() {
        return micros.copy();
    }

    @Override
    public synchronized void line(int connection, byte[] bytes, int from, int to, long receivedNanos) {
        int number = Creates.NAME.in(bytes, from, to);
        if (number == NumberedText.NONE) {
            return;
        }
        if (connection != Owners.numberOfOwner(number)) {
            astray++;
        } else if (seen.get(number)) {
            doubled++;
        } else {
            seen.set(number);
            if (number >= first) {
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(receivedNanos - rate.due(number - first)));
            }
        }
    }
}
