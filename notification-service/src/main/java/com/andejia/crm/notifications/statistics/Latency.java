package com.andejia.crm.notifications.statistics;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** How long something took, over many times: three digits are kept of each, so that percentiles of days can be added up. */
public final class Latency {
    private static final int DIGITS = 3;
    private static final long LONGEST_MILLIS = Duration.ofDays(30).toMillis();

    private final Histogram millis;

    public Latency() {
        this(new Histogram(DIGITS));
    }

    private Latency(Histogram millis) {
        this.millis = millis;
    }

    /** A clock that is behind another one makes no time negative. */
    public void add(Instant from, Instant until) {
        long took = Duration.between(from, until).toMillis();
        millis.recordValue(Math.max(0, Math.min(took, LONGEST_MILLIS)));
    }

    void add(Latency other) {
        millis.add(other.millis);
    }

    public long count() {
        return millis.getTotalCount();
    }

    /** In milliseconds; 0 if nothing was measured. */
    public long percentile(double percentile) {
        return count() == 0 ? 0 : millis.getValueAtPercentile(percentile);
    }

    /** To be read by {@link #decode}. */
    public byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(millis.getNeededByteBufferCapacity());
        byte[] encoded = new byte[millis.encodeIntoCompressedByteBuffer(buffer)];
        buffer.flip();
        buffer.get(encoded);
        return encoded;
    }

    public static Latency decode(byte[] encoded) {
        try {
            return new Latency(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("no histogram", e);
        }
    }
}
