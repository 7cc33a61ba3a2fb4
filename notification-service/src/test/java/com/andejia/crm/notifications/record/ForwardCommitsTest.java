package com.andejia.crm.notifications.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForwardCommitsTest {
    private static final TopicPartition PARTITION = new TopicPartition("events", 5);
    private static final TopicPartition OTHER = new TopicPartition("events", 6);

    /** Where others have come to meanwhile. */
    private static final long COMMITTED = 57;

    private final Broker broker = new Broker();
    private final Consumer<String, byte[]> consumer = ForwardCommits.of(broker);

    @BeforeEach
    void readUpTo49() {
        consumer.subscribe(List.of("events"), new CommitsWhenRevoked());
        broker.rebalance(List.of(PARTITION, OTHER));
        broker.updateBeginningOffsets(Map.of(PARTITION, 48L, OTHER, 0L));
        read(48);
    }

    @Test
    void whatWasReadBeforeThePartitionWasLostIsNotCommittedOverWhatOthersDidSince() {
        loseAndGetBack();

        commit(PARTITION, 49);

        assertThat(committed(PARTITION)).isEqualTo(COMMITTED);
    }

    @Test
    void norOnceSomethingElseHasBeenReadThere() {
        loseAndGetBack();
        read(57);

        commit(PARTITION, 49);

        assertThat(committed(PARTITION)).isEqualTo(COMMITTED);
    }

    @Test
    void whatIsReadAfterItCameBackIsCommitted() {
        loseAndGetBack();
        read(57);

        commit(PARTITION, 58);

        assertThat(committed(PARTITION)).isEqualTo(58);
    }

    @Test
    void theOtherPartitionsOfTheSameCommitAreCommitted() {
        loseAndGetBack();

        consumer.commitSync(
                Map.of(PARTITION, new OffsetAndMetadata(49), OTHER, new OffsetAndMetadata(3)), Duration.ofSeconds(1));

        assertThat(committed(PARTITION)).isEqualTo(COMMITTED);
        assertThat(committed(OTHER)).isEqualTo(3);
    }

    @Test
    void whatIsTakenAwayIsCommittedOnTheWayOut() {
        broker.rebalance(List.of(OTHER));

        broker.rebalance(List.of(PARTITION, OTHER));
        assertThat(committed(PARTITION)).isEqualTo(49);
    }

    @Test
    void whereNothingWasReadYetAFirstPlaceIsCommitted() {
        commit(OTHER, 0);

        assertThat(committed(OTHER)).isZero();
    }

    @Test
    void failuresAreTheConsumersOwn() {
        broker.setPollException(new KafkaException("the broker's"));

        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).hasMessage("the broker's");
    }

    /** Another has it meanwhile, and commits. */
    private void loseAndGetBack() {
        broker.lose(PARTITION);
        broker.commitSync(Map.of(PARTITION, new OffsetAndMetadata(COMMITTED)));
    }

    private void read(long offset) {
        broker.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, "key", new byte[0]));
        broker.seek(PARTITION, offset);
        assertThat(consumer.poll(Duration.ZERO).count()).isEqualTo(1);
    }

    private void commit(TopicPartition partition, long offset) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)), Duration.ofSeconds(1));
    }

    private long committed(TopicPartition partition) {
        return broker.committed(Set.of(partition)).get(partition).offset();
    }

    private final class CommitsWhenRevoked implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(PARTITION, 49);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
    }

    /** It has no way of its own to lose a partition. */
    private static final class Broker extends MockConsumer<String, byte[]> {
        private @Nullable ConsumerRebalanceListener listener;

        Broker() {
            super("earliest");
        }

        @Override
        public synchronized void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
            this.listener = listener;
            super.subscribe(topics, listener);
        }

        void lose(TopicPartition partition) {
            Objects.requireNonNull(listener).onPartitionsLost(List.of(partition));
        }
    }
}
