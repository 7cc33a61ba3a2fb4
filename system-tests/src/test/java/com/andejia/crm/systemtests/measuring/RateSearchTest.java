package com.andejia.crm.systemtests.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {
    private final List<Double> tried = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(doubles = {1_500, 10_000, 10_001, 52_000, 160_000})
    void theHighestRateIsFoundWithinATenthAndInFewTrials(double capacity) {
        double found = highest(capacity).orElseThrow();

        assertThat(found).isLessThanOrEqualTo(capacity).isCloseTo(capacity, within(capacity * 0.1));
        assertThat(tried).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void whoeverSustainsHardlyAnythingHasNoRate() {
        assertThat(highest(10)).isEmpty();
    }

    private Optional<Double> highest(double capacity) {
        return RateSearch.highest(
                10_000,
                rate -> {
                    tried.add(rate);
                    return rate;
                },
                rate -> rate <= capacity);
    }
}
