package com.andejia.crm.notifications.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void percentilesAreExactToThreeDigits() {
        Latency latency = of(LongStream.rangeClosed(1, 100_000));

        assertThat(latency.count()).isEqualTo(100_000);
        assertThat((double) latency.percentile(50)).isCloseTo(50_000, within(50.0));
        assertThat((double) latency.percentile(95)).isCloseTo(95_000, within(95.0));
        assertThat((double) latency.percentile(99)).isCloseTo(99_000, within(99.0));
    }

    @Test
    void partsThatWereMeasuredApartAndKeptAddUpToTheWhole() {
        Latency sum = new Latency();
        sum.add(Latency.decode(of(LongStream.rangeClosed(1, 70_000)).encode()));
        sum.add(Latency.decode(of(LongStream.rangeClosed(70_001, 100_000)).encode()));
        sum.add(Latency.decode(new Latency().encode()));

        Latency whole = of(LongStream.rangeClosed(1, 100_000));
        assertThat(sum.count()).isEqualTo(whole.count());
        for (double percentile : new double[] {0.1, 50, 95, 99, 100}) {
            assertThat(sum.percentile(percentile)).isEqualTo(whole.percentile(percentile));
        }
    }

    @Test
    void clocksThatDisagreeMakeNoNegativeTimesAndNoEndlessOnes() {
        Latency latency = new Latency();
        latency.add(NOON, NOON.minusSeconds(5));
        latency.add(Instant.EPOCH, NOON);

        assertThat(latency.percentile(50)).isZero();
        assertThat(latency.percentile(100)).isBetween(2_590_000_000L, 2_600_000_000L);
    }

    @Test
    void nothingTookNoTime() {
        assertThat(new Latency().percentile(99)).isZero();
    }

    private static Latency of(LongStream millis) {
        Latency latency = new Latency();
        millis.forEach(it -> latency.add(NOON, NOON.plusMillis(it)));
        return latency;
    }
}
