package com.andejia.crm.notifications.record;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.kafka.KafkaException;

/** Sends however much there is to send, with so many on their way at once: whoever has more waits. Hence for listeners only. */
public final class BoundedSends<T> {
    private final Semaphore room;
    private final Function<T, ? extends CompletableFuture<?>> send;

    public BoundedSends(int atOnce, Function<T, ? extends CompletableFuture<?>> send) {
        this.room = new Semaphore(atOnce);
        this.send = send;
    }

    /** Done when all are acknowledged; after one that failed no more are sent. What is not sent yet is not made yet either. */
    public CompletableFuture<?> sendAll(Stream<T> all) {
        CompletableFuture<?> done = CompletableFuture.completedFuture(null);
        for (Iterator<T> next = all.iterator(); next.hasNext() && !done.isCompletedExceptionally(); ) {
            done = CompletableFuture.allOf(done, sendOne(next.next()));
        }
        return done;
    }

    private CompletableFuture<?> sendOne(T one) {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the broker", e);
        }
        try {
            return send.apply(one).whenComplete((sent, failed) -> room.release());
        } catch (RuntimeException e) {
            room.release();
            throw e;
        }
    }
}
