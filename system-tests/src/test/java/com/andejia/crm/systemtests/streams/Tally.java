package com.andejia.crm.systemtests.streams;

import com.andejia.crm.systemtests.crowd.Lines;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Which messages every single connection has received, and how long after they were due. */
final class Tally implements Lines {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final byte DATA = 'd';

    private final Numbers numbers;
    private final BitSet[] seen;
    private final int[] newest;
    private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);
    private int first;
    private int count;
    private long distinct;
    private long doubled;
    private long misordered;
    private long others;
    private long lastNanos;

    /** How to tell which message a line is. */
    interface Numbers {
        /** Null if it is none. */
        @Nullable
        Message in(byte[] bytes, int from, int to);
    }

    Tally(int connections, Numbers numbers) {
        this.numbers = numbers;
        seen = new BitSet[connections];
        newest = new int[connections];
        expect(0, 0);
    }

    /** Forgets everything; from now on these messages are to come to everybody, and others do not matter. */
    synchronized void expect(int firstNumber, int howMany) {
        first = firstNumber;
        count = howMany;
        Arrays.setAll(seen, connection -> new BitSet(howMany));
        Arrays.fill(newest, -1);
        micros.reset();
        distinct = 0;
        doubled = 0;
        misordered = 0;
        others = 0;
        lastNanos = 0;
    }

    synchronized Received received() {
        return new Received(
                (long) count * seen.length, distinct, doubled, misordered, others, lastNanos, micros.copy());
    }

    synchronized long distinct() {
        return distinct;
    }

    @Override
    public synchronized void line(int connection, byte[] bytes, int from, int to, long receivedNanos) {
        if (to == from || bytes[from] != DATA) {
            return;
        }
        Message message = numbers.in(bytes, from, to);
        if (message == null) {
            others++;
        } else if (message.number() >= first && message.number() - first < count) {
            message(connection, message.number() - first, receivedNanos - message.dueNanos());
            lastNanos = receivedNanos;
        }
    }

    private void message(int connection, int index, long nanos) {
        if (seen[connection].get(index)) {
            doubled++;
            return;
        }
        seen[connection].set(index);
        distinct++;
        if (index < newest[connection]) {
            misordered++;
        } else {
            newest[connection] = index;
        }
        micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }
}
