package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AtOnceTest {
    private static final int MORE_THAN_CORES = 2 * Runtime.getRuntime().availableProcessors();

    private final List<Integer> all =
            IntStream.range(0, MORE_THAN_CORES).boxed().toList();

    @Test
    void nobodyWaitsForTheOneBeforeHoweverFewCoresThereAre() {
        CyclicBarrier everybody = new CyclicBarrier(MORE_THAN_CORES);

        AtOnce.forEach(all, one -> {
            try {
                everybody.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("not all of them run", e);
            }
        });
    }

    @Test
    void oneThatFailsIsToldOfWhenTheOthersAreDone() {
        AtomicInteger done = new AtomicInteger();

        assertThatThrownBy(() -> AtOnce.forEach(all, one -> {
                    if (one == 0) {
                        throw new CannotStart("no");
                    }
                    done.incrementAndGet();
                }))
                .isInstanceOf(CannotStart.class);
        assertThat(done).hasValue(MORE_THAN_CORES - 1);
    }
}
