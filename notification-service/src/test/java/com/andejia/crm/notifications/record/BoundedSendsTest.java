package com.andejia.crm.notifications.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedSendsTest {
    private final List<CompletableFuture<Void>> onTheirWay = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final BoundedSends<Integer> sends = new BoundedSends<>(3, number -> {
        var sent = new CompletableFuture<Void>();
        onTheirWay.add(sent);
        return sent;
    });

    @Test
    void whatHasNoRoomIsNeitherSentNorMadeUntilOneIsAcknowledged() {
        var sending = CompletableFuture.runAsync(() -> sends.sendAll(
                        IntStream.range(0, 12).peek(i -> made.incrementAndGet()).boxed())
                .join());

        await().untilAsserted(() -> assertThat(onTheirWay).hasSize(3));
        assertThat(made).hasValueLessThanOrEqualTo(4);
        onTheirWay.get(1).complete(null);
        await().untilAsserted(() -> assertThat(onTheirWay).hasSize(4));
        await().until(() -> {
            onTheirWay.forEach(sent -> sent.complete(null));
            return sending.isDone();
        });
        assertThat(onTheirWay).hasSize(12);
    }

    @Test
    void afterAFailureNoMoreAreSent() {
        var failing = new BoundedSends<Integer>(3, number -> {
            made.incrementAndGet();
            return number == 1
                    ? CompletableFuture.failedFuture(new IllegalStateException("broker says no"))
                    : CompletableFuture.completedFuture(null);
        });

        assertThat(failing.sendAll(IntStream.range(0, 100).boxed())).isCompletedExceptionally();
        assertThat(made).hasValue(2);
    }

    @Test
    void whatCannotBeSentAtAllTakesNoRoom() {
        var broken = new BoundedSends<Integer>(1, number -> {
            throw new IllegalStateException("no broker");
        });

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> broken.sendAll(IntStream.range(0, 2).boxed()))
                    .hasMessage("no broker");
        }
    }
}
