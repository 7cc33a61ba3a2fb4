package com.andejia.crm.notifications.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.feed.Erasure;
import com.andejia.crm.notifications.feed.FeedLag;
import com.andejia.crm.notifications.feed.Gaps;
import com.andejia.crm.notifications.feed.NotificationRequests;
import com.andejia.crm.notifications.feed.StateRequests;
import com.andejia.crm.notifications.intake.EventConsequences;
import com.andejia.crm.notifications.record.EventDecoder;
import com.andejia.crm.notifications.replay.Replay.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.ConsumerFactory;
import reactor.core.publisher.Mono;

/** A replay of a topic whose records do not come: it goes on until somebody ends it. */
class ReplayRunTest {
    private static final String TOPIC = "crm.customer.events";
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Person ADMIN = new Person("root", "管理员");

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final ReplayStore store = mock(ReplayStore.class);
    private final Replay replay = replay(null);

    @BeforeEach
    void topic() {
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(new TopicPartition(TOPIC, 0), 0L));
        consumer.updateEndOffsets(Map.of(new TopicPartition(TOPIC, 0), 10L));
        when(store.progress(anyString(), anyLong(), any(), any())).thenReturn(Mono.just(replay));
        when(store.end(anyString(), any(), any(), any(), any())).thenReturn(Mono.empty());
    }

    @Test
    void oneThatIsCancelledAnywhereEnds() {
        when(store.progress(anyString(), anyLong(), any(), any()))
                .thenReturn(Mono.just(replay))
                .thenReturn(Mono.just(replay))
                .thenReturn(Mono.just(replay(ADMIN)));

        run().run();

        verifyEnd(State.CANCELLED, null);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void oneWhoseReplicaStopsSaysSo() {
        ReplayRun run = run();
        var thread = new Thread(run);
        thread.start();
        await().untilAsserted(() -> verify(store, atLeast(2)).progress(anyString(), anyLong(), any(), any()));

        run.stop();

        await().untilAsserted(() -> assertThat(thread.isAlive()).isFalse());
        verifyEnd(State.INTERRUPTED, null);
    }

    @Test
    void oneThatFailsSaysWhy() {
        consumer.setPollException(new KafkaException("the broker is gone"));

        run().run();

        verifyEnd(State.FAILED, "KafkaException");
        assertThat(consumer.closed()).isTrue();
    }

    private void verifyEnd(State state, String problem) {
        verify(store, times(1)).end(eq(replay.id()), eq(state), any(), problem == null ? isNull() : eq(problem), any());
    }

    @SuppressWarnings("unchecked")
    private ReplayRun run() {
        ConsumerFactory<String, byte[]> consumers = mock(ConsumerFactory.class);
        when(consumers.createConsumer(anyString(), any(), anyString(), any(Properties.class)))
                .thenReturn(consumer);
        var parts = new ReplayParts(
                consumers,
                mock(EventDecoder.class),
                mock(EventConsequences.class),
                mock(Gaps.class),
                mock(NotificationRequests.class),
                mock(StateRequests.class),
                mock(Erasure.class),
                (FeedLag) () -> 0,
                store,
                new ReplayProperties(100, 100, Duration.ofSeconds(30), Duration.ofSeconds(10)),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return new ReplayRun(replay, parts.open(replay.order()), parts);
    }

    private static Replay replay(Person cancelledBy) {
        var order = new ReplayOrder(List.of(TOPIC), new Bound.Offset(0), null, null, null, List.of(), false);
        return new Replay("r", order, ADMIN, NOW, State.RUNNING, 0, Counts.NONE, NOW, null, cancelledBy, null);
    }
}
