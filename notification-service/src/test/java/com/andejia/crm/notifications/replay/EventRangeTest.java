package com.andejia.crm.notifications.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two partitions: one holds what happened at even seconds, the other what happened at odd ones. */
class EventRangeTest {
    private static final String TOPIC = "crm.customer.events";
    private static final TopicPartition EVEN = new TopicPartition(TOPIC, 0);
    private static final TopicPartition ODD = new TopicPartition(TOPIC, 1);
    private static final int EACH = 300;

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    @BeforeEach
    void topic() {
        consumer.updatePartitions(TOPIC, List.of(info(0), info(1)));
        consumer.updateBeginningOffsets(Map.of(EVEN, 0L, ODD, 0L));
        consumer.updateEndOffsets(Map.of(EVEN, (long) EACH, ODD, (long) EACH));
    }

    @Test
    void recordsComeInTheOrderOfTheirTimesHoweverTheyAreFetched() {
        var range = new EventRange(consumer, order(new Bound.Offset(0), null));
        consumer.schedulePollTask(() -> fetched(EVEN, 0, EACH));
        consumer.schedulePollTask(() -> {});
        consumer.schedulePollTask(() -> fetched(ODD, 0, 1));
        consumer.schedulePollTask(() -> fetched(ODD, 1, EACH));

        List<Long> seconds = readAll(range);

        assertThat(range.total()).isEqualTo(2 * EACH);
        assertThat(seconds).hasSize(2 * EACH).isSorted().doesNotHaveDuplicates();
        assertThat(range.read()).isEqualTo(2 * EACH);
    }

    @Test
    void whatComesAfterItBeganOrLiesOutsideIsNotRead() {
        var range = new EventRange(consumer, order(new Bound.Offset(10), new Bound.Offset(12)));
        consumer.schedulePollTask(() -> {
            fetched(EVEN, 10, 20);
            fetched(ODD, 10, 20);
        });

        assertThat(readAll(range)).containsExactly(20L, 21L, 22L, 23L);
        assertThat(range.total()).isEqualTo(4);
    }

    @Test
    void anEmptyRangeIsAtItsEnd() {
        var range = new EventRange(consumer, order(new Bound.Offset(EACH), null));

        assertThat(range.isAtEnd()).isTrue();
        assertThat(range.next()).isEmpty();
        assertThat(range.total()).isZero();
    }

    private static List<Long> readAll(EventRange range) {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 100 && !range.isAtEnd(); i++) {
            long before = range.read();
            List<ConsumerRecord<String, byte[]>> some = range.next();
            assertThat(range.read()).isEqualTo(before + some.size());
            some.forEach(entry -> seconds.add(entry.timestamp() / 1000));
        }
        assertThat(range.isAtEnd()).isTrue();
        return seconds;
    }

    private void fetched(TopicPartition partition, int from, int to) {
        for (int offset = from; offset < to; offset++) {
            Instant at = Instant.ofEpochSecond(2L * offset + partition.partition());
            consumer.addRecord(new ConsumerRecord<>(
                    TOPIC,
                    partition.partition(),
                    offset,
                    at.toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    1,
                    1,
                    "key",
                    "{}".getBytes(StandardCharsets.UTF_8),
                    new RecordHeaders(),
                    Optional.empty()));
        }
    }

    private static ReplayOrder order(Bound from, @Nullable Bound to) {
        return new ReplayOrder(List.of(TOPIC), from, to, null, null, List.of(), true);
    }

    private static PartitionInfo info(int partition) {
        return new PartitionInfo(TOPIC, partition, Node.noNode(), new Node[0], new Node[0]);
    }
}
