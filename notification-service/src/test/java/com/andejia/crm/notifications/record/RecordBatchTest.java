package com.andejia.crm.notifications.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.notifications.deadletter.DeadLetters;
import com.andejia.crm.notifications.record.RecordBatch.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** One partition, with a container that does what Spring's does: commit up to the failed record, then come again from it. */
class RecordBatchTest {
    private static final int SCHEDULES = 3_000;
    private static final byte[] GOOD = {1};

    private final List<Long> setAside = new ArrayList<>();
    private final Set<Long> done = new TreeSet<>();
    private Random random = new Random(0);
    private int troubleLeft;

    private final RecordBatch batches =
            new RecordBatch(deadLetters(), mock(withSettings().stubOnly()));

    @Test
    void wherePoisonStandsAndWhateverElseFailsItIsSetAsideOnceAndTheRestIsDone() {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            random = new Random(seed);
            troubleLeft = random.nextInt(6);
            setAside.clear();
            done.clear();
            List<ConsumerRecord<String, byte[]>> log = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(offset -> entry(offset, random.nextInt(3) > 0 ? GOOD : null))
                    .toList();

            consume(log);

            assertThat(setAside).as("dead letters, seed " + seed).containsExactlyElementsOf(offsets(log, true));
            assertThat(done).as("done, seed " + seed).containsExactlyElementsOf(offsets(log, false));
        }
    }

    @Test
    void aRecordThatWouldGrowTooLargeOnItsWayIsPoison() {
        consume(List.of(entry(0, GOOD), entry(1, new byte[70_000]), entry(2, GOOD)));

        assertThat(setAside).containsExactly(1L);
        assertThat(done).containsExactly(0L, 2L);
    }

    @Test
    void headersCountToo() {
        var entry = entry(0, GOOD);
        entry.headers().add("large", new byte[70_000]);

        consume(List.of(entry));

        assertThat(setAside).containsExactly(0L);
    }

    @Test
    void whereAnotherListenerSetsPoisonAsideItIsOnlyPassedOver() {
        List<ConsumerRecord<String, byte[]>> log = List.of(entry(0, GOOD), entry(1, null), entry(2, new byte[70_000]));

        batches.processBeside("test", log, RecordBatchTest::read, this::work);

        assertThat(setAside).isEmpty();
        assertThat(done).containsExactly(0L);
    }

    private void consume(List<ConsumerRecord<String, byte[]>> log) {
        int next = 0;
        while (next < log.size()) {
            int most = log.size() - next;
            List<ConsumerRecord<String, byte[]>> batch = log.subList(next, next + 1 + random.nextInt(most));
            try {
                batches.process("test", batch, RecordBatchTest::read, this::work);
                next += batch.size();
            } catch (BatchListenerFailedException e) {
                next += e.getIndex();
            }
            for (long committed = 0; committed < next; committed++) {
                assertThat(done.contains(committed) || setAside.contains(committed))
                        .as("nothing is committed that is not done: " + committed)
                        .isTrue();
            }
        }
    }

    private static Optional<Integer> read(ConsumerRecord<String, byte[]> entry) {
        if (entry.value() == null) {
            throw new MalformedEvent("poison");
        }
        return Optional.of(1);
    }

    private void work(List<Item<Integer>> items) {
        switch (trouble() ? random.nextInt(3) : 3) {
            case 0 -> throw new IllegalStateException("the store is away");
            case 1 -> throw new LinkageError("a bug");
            case 2 -> failAt(items);
            default -> items.forEach(item -> done.add(item.origin().offset()));
        }
    }

    private void failAt(List<Item<Integer>> items) {
        for (Item<Integer> item : items) {
            if (random.nextInt(3) == 0) {
                throw new BatchListenerFailedException("not acknowledged", item.index());
            }
            done.add(item.origin().offset());
        }
    }

    private DeadLetters deadLetters() {
        DeadLetters deadLetters = mock(withSettings().stubOnly());
        doAnswer(call -> {
                    if (trouble()) {
                        throw new KafkaException("the broker is away");
                    }
                    setAside.add(call.<ConsumerRecord<?, ?>>getArgument(0).offset());
                    return null;
                })
                .when(deadLetters)
                .setAside(any(), any());
        return deadLetters;
    }

    private boolean trouble() {
        return troubleLeft > 0 && random.nextBoolean() && troubleLeft-- > 0;
    }

    private static List<Long> offsets(List<ConsumerRecord<String, byte[]>> log, boolean poison) {
        return LongStream.range(0, log.size())
                .filter(offset -> (log.get((int) offset).value() == null) == poison)
                .boxed()
                .toList();
    }

    private static ConsumerRecord<String, byte[]> entry(long offset, byte[] value) {
        int size = value == null ? -1 : value.length;
        return new ConsumerRecord<>(
                "t",
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                1,
                size,
                "k",
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
