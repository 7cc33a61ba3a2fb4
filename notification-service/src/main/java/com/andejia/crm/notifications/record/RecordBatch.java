package com.andejia.crm.notifications.record;

import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.notifications.deadletter.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * How every must-not-lose listener treats a batch: what cannot be read goes to the dead letters, what fails is tried again
 * from the lowest failed record on, and nothing else can happen, whatever is thrown.
 */
@Component
public class RecordBatch {
    /**
     * A property of listeners that nobody waits for: what half a second brings ({@code fetch.max.wait.ms}) is read, stored and
     * committed together.
     */
    public static final String IN_NO_HURRY = "fetch.min.bytes=65536";

    private static final int LARGEST = 64 * 1024;

    private final DeadLetters deadLetters;
    private final ConsumerHealth health;

    RecordBatch(DeadLetters deadLetters, ConsumerHealth health) {
        this.deadLetters = deadLetters;
        this.health = health;
    }

    /**
     * One readable record of the batch.
     *
     * @param index its place in the batch
     */
    public record Item<T>(int index, ConsumerRecord<String, byte[]> origin, T content) {}

    /**
     * Processes one batch; returning normally means that all of it may be committed.
     *
     * @param reader a pure function, so that a record it fails on would fail for ever; empty for one to be skipped
     * @param work throws {@link BatchListenerFailedException} at the lowest index that is not done, or anything else if
     *     none is
     * @throws BatchListenerFailedException at the record to continue from
     */
    public <T> void process(
            String consumer,
            List<ConsumerRecord<String, byte[]>> records,
            Function<ConsumerRecord<String, byte[]>, Optional<T>> reader,
            Consumer<List<Item<T>>> work) {
        process(consumer, records, reader, work, deadLetters::setAside);
    }

    /**
     * The same for a listener on a topic that another one reads too, which sets aside what cannot be read: here that is only
     * counted, lest there be two dead letters of one record.
     */
    public <T> void processBeside(
            String consumer,
            List<ConsumerRecord<String, byte[]>> records,
            Function<ConsumerRecord<String, byte[]>, Optional<T>> reader,
            Consumer<List<Item<T>>> work) {
        process(consumer, records, reader, work, (poison, reason) -> deadLetters.leave(consumer, poison));
    }

    private <T> void process(
            String consumer,
            List<ConsumerRecord<String, byte[]>> records,
            Function<ConsumerRecord<String, byte[]>, Optional<T>> reader,
            Consumer<List<Item<T>>> work,
            BiConsumer<ConsumerRecord<String, byte[]>, RuntimeException> poisoned) {
        SortedMap<Integer, RuntimeException> poison = new TreeMap<>();
        BatchListenerFailedException failure = attempt(consumer, () -> work.accept(read(records, reader, poison)));
        try {
            // What stands before the failed record will not come again; what stands behind it will.
            setAside(records, failure == null ? poison : poison.headMap(failure.getIndex()), poisoned);
        } catch (BatchListenerFailedException e) {
            failure = e;
        }
        if (failure != null) {
            health.failing(consumer, failure);
            throw failure;
        }
        health.working(consumer);
    }

    private static @Nullable BatchListenerFailedException attempt(String consumer, Runnable work) {
        try {
            work.run();
            return null;
        } catch (BatchListenerFailedException e) {
            return e;
        } catch (Throwable e) {
            // An Error would stop the listener for good, and with it everybody's notifications.
            return new BatchListenerFailedException(consumer + " failed, will try again: " + e, e, 0);
        }
    }

    private static <T> List<Item<T>> read(
            List<ConsumerRecord<String, byte[]>> records,
            Function<ConsumerRecord<String, byte[]>, Optional<T>> reader,
            Map<Integer, RuntimeException> poison) {
        List<Item<T>> items = new ArrayList<>(records.size());
        for (int index = 0; index < records.size(); index++) {
            ConsumerRecord<String, byte[]> origin = records.get(index);
            try {
                requireModest(origin);
                Optional<T> content = reader.apply(origin);
                if (content.isPresent()) {
                    items.add(new Item<>(index, origin, content.get()));
                }
            } catch (RuntimeException e) {
                poison.put(index, e);
            }
        }
        return items;
    }

    /** It would grow on its way, past what the next topic takes, or unpack to more than it weighed on the wire. */
    private static void requireModest(ConsumerRecord<String, byte[]> origin) {
        int size = DeadLetters.weigh(origin);
        if (size > LARGEST) {
            throw new MalformedEvent("the record is too large: " + size + " bytes");
        }
    }

    /** In their order, and up to the first that fails: what was set aside must not come again, or it would be set aside twice. */
    private static void setAside(
            List<ConsumerRecord<String, byte[]>> records,
            SortedMap<Integer, RuntimeException> poison,
            BiConsumer<ConsumerRecord<String, byte[]>, RuntimeException> poisoned) {
        poison.forEach((index, reason) -> {
            try {
                poisoned.accept(records.get(index), reason);
            } catch (RuntimeException e) {
                throw new BatchListenerFailedException("not set aside: " + e, e, index);
            }
        });
    }
}
