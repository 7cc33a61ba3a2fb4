package com.andejia.crm.notifications.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.Test;

class PortionGateTest {
    @Test
    void aPortionWaitsUntilTheFeedHasFewRequestsToWrite() {
        Deque<Long> lags = new ArrayDeque<>(List.of(900L, 500L, 499L, 0L));
        var gate = new PortionGate(lags::remove, 500, Duration.ofMinutes(1));

        gate.await();

        assertThat(lags).containsExactly(0L);
    }

    @Test
    void aFeedThatStaysBehindIsNoFailureOfTheOneThatWaitsForIt() {
        var gate = new PortionGate(() -> 500, 500, Duration.ofMillis(30));

        assertThatThrownBy(gate::await).isInstanceOf(RetriableException.class).hasMessageContaining("behind");
    }
}
