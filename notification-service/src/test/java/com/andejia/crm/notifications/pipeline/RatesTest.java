package com.andejia.crm.notifications.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final Instant NOON = Instant.parse("2025-11-24T12:00:00Z");

    private final Rates rates = new Rates();

    @Test
    void theFirstLookKnowsNoRateAndTheNextOneDoes() {
        assertThat(rates.note(NOON, Map.of("a", 100L)).perSecond("a", 100)).isNull();

        Rates.Since since = rates.note(NOON.plusSeconds(10), Map.of("a", 150L, "b", 1L));

        assertThat(since.perSecond("a", 150)).isEqualTo(5.0);
        assertThat(since.perSecond("b", 1)).isNull();
    }

    @Test
    void twoLooksAtOnceTellNothing() {
        rates.note(NOON, Map.of("a", 100L));

        assertThat(rates.note(NOON.plusMillis(100), Map.of("a", 150L)).perSecond("a", 150))
                .isNull();
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        rates.note(NOON, Map.of("a", 0L));
        rates.note(NOON.plusSeconds(100), Map.of("a", 1_000L));

        assertThat(rates.note(NOON.plusSeconds(110), Map.of("a", 1_010L)).perSecond("a", 1_010))
                .isEqualTo(1.0);
    }

    @Test
    void aTopicThatBeginsAnewIsNotFasterThanNothing() {
        rates.note(NOON, Map.of("a", 100L));

        assertThat(rates.note(NOON.plusSeconds(1), Map.of("a", 0L)).perSecond("a", 0))
                .isZero();
    }
}
