package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.andejia.crm.notifications.record.RecordBatch.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;

class RequestRunsTest {
    private static final char NOTIFICATION = 'N';
    private static final char RESOLVE = 'R';

    private final List<String> done = new ArrayList<>();

    @Test
    void whatIsResolvedIsResolvedAfterAllNotificationsAreStored() {
        run("NNRNRN");

        assertThat(done).containsExactly("N[0, 1, 3, 5]", "S[2, 4]");
    }

    @Test
    void whatIsWokenTakesItsPlaceBetweenTheNotificationsBeforeAndBehindIt() {
        run("NWNRWN");

        assertThat(done).containsExactly("N[0]", "S[1]", "N[2]", "S[3, 4]", "N[5]");
    }

    @Test
    void whatWasToBeResolvedBeforeAFailedNotificationComesAgain() {
        assertThatExceptionOfType(BatchListenerFailedException.class)
                .isThrownBy(() -> RequestRuns.inOrder(items("NRNN"), run -> fail(3), run -> done.add("S")))
                .extracting(BatchListenerFailedException::getIndex)
                .isEqualTo(1);
        assertThat(done).isEmpty();
    }

    @Test
    void aNotificationThatFailsBeforeAnyStateRequestIsTheOneToContinueFrom() {
        assertThatExceptionOfType(BatchListenerFailedException.class)
                .isThrownBy(() -> RequestRuns.inOrder(items("NNRN"), run -> fail(1), run -> done.add("S")))
                .extracting(BatchListenerFailedException::getIndex)
                .isEqualTo(1);
    }

    @Test
    void ofALargeBatchWhatWasDoneBeforeAFailureStaysDone() {
        assertThatExceptionOfType(BatchListenerFailedException.class)
                .isThrownBy(() -> RequestRuns.inOrder(items("N".repeat(250)), this::twice, run -> done.add("S")))
                .extracting(BatchListenerFailedException::getIndex)
                .isEqualTo(200);
        assertThat(done).hasSize(2);
    }

    private void twice(List<Item<NotificationRequest>> run) {
        if (done.size() == 2) {
            throw new IllegalStateException("the store does not answer");
        }
        done.add("N" + indexes(run));
    }

    @Test
    void anEmptyBatchIsNothingToDo() {
        run("");

        assertThat(done).isEmpty();
    }

    private void run(String kinds) {
        RequestRuns.inOrder(items(kinds), run -> done.add("N" + indexes(run)), run -> done.add("S" + indexes(run)));
    }

    private static void fail(int index) {
        throw new BatchListenerFailedException("not acknowledged", index);
    }

    private static List<Item<FeedRequest>> items(String kinds) {
        return IntStream.range(0, kinds.length())
                .mapToObj(i ->
                        new Item<>(i, new ConsumerRecord<>("t", 0, i, "alice", new byte[0]), request(kinds.charAt(i))))
                .toList();
    }

    private static List<Integer> indexes(List<? extends Item<?>> run) {
        return run.stream().map(Item::index).toList();
    }

    private static FeedRequest request(char kind) {
        if (kind == NOTIFICATION) {
            return new NotificationRequest("CUSTOMER_ASSIGNED", "alice", "event", Instant.EPOCH, "c", Map.of(), null);
        }
        return kind == RESOLVE
                ? new StateRequest.Resolve("alice", "c", "event", Instant.EPOCH, Set.of())
                : new StateRequest.Wake("alice", "id", Instant.EPOCH);
    }
}
