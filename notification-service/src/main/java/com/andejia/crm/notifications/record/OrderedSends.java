package com.andejia.crm.notifications.record;

import com.andejia.crm.notifications.record.RecordBatch.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Sends what follows from a batch: one item in flight per key, all keys at once. With more in flight a send that fails for
 * good could be overtaken by the next of its key.
 */
public final class OrderedSends {
    /** Longer than the producer's delivery timeout, so that its own verdict comes first. */
    private static final long TIMEOUT_SECONDS = 20;

    private OrderedSends() {}

    /**
     * Returns when everything is acknowledged.
     *
     * @throws BatchListenerFailedException at the lowest item that is not, sent or not yet sent
     */
    public static <T> void send(
            List<Item<T>> items, Function<Item<T>, String> key, Function<Item<T>, CompletableFuture<?>> send) {
        Map<String, Deque<Item<T>>> waiting = new LinkedHashMap<>();
        items.forEach(item -> waiting.computeIfAbsent(key.apply(item), k -> new ArrayDeque<>())
                .add(item));
        while (!waiting.isEmpty()) {
            List<InFlight> wave = new ArrayList<>(waiting.size());
            waiting.values().forEach(queue -> wave.add(launch(queue.remove(), send)));
            waiting.values().removeIf(Deque::isEmpty);
            await(wave, waiting);
        }
    }

    private record InFlight(int index, CompletableFuture<?> acknowledged) {}

    private static <T> InFlight launch(Item<T> item, Function<Item<T>, CompletableFuture<?>> send) {
        try {
            return new InFlight(item.index(), send.apply(item));
        } catch (RuntimeException e) {
            return new InFlight(item.index(), CompletableFuture.failedFuture(e));
        }
    }

    private static <T> void await(List<InFlight> wave, Map<String, Deque<Item<T>>> waiting) {
        int lowest = Integer.MAX_VALUE;
        Throwable cause = null;
        for (InFlight sent : wave) {
            Throwable failure = failure(sent.acknowledged());
            if (failure != null && sent.index() < lowest) {
                lowest = sent.index();
                cause = failure;
            }
        }
        if (cause != null) {
            for (Deque<Item<T>> queue : waiting.values()) {
                lowest = Math.min(lowest, queue.element().index());
            }
            throw new BatchListenerFailedException("not acknowledged: " + cause, cause, lowest);
        }
    }

    private static @Nullable Throwable failure(CompletableFuture<?> acknowledged) {
        try {
            acknowledged.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }
}
