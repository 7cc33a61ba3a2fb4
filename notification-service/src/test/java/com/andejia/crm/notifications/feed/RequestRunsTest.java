package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.record.RecordBatch.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RequestRunsTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void whatFollowsEachOtherIsDoneTogetherAndTheOrderStays() {
        run("NNSSNS");

        assertThat(done).containsExactly("N[0, 1]", "S[2, 3]", "N[4]", "S[5]");
    }

    @Test
    void anEmptyBatchIsNothingToDo() {
        run("");

        assertThat(done).isEmpty();
    }

    private void run(String kinds) {
        List<Item<FeedRequest>> items = IntStream.range(0, kinds.length())
                .mapToObj(i -> new Item<>(
                        i,
                        new ConsumerRecord<>("t", 0, i, "alice", new byte[0]),
                        kinds.charAt(i) == 'N' ? notification() : new StateRequest.Wake("alice", "id", Instant.EPOCH)))
                .toList();
        RequestRuns.inOrder(items, run -> done.add("N" + indexes(run)), run -> done.add("S" + indexes(run)));
    }

    private static List<Integer> indexes(List<? extends Item<?>> run) {
        return run.stream().map(Item::index).toList();
    }

    private static FeedRequest notification() {
        return new NotificationRequest("CUSTOMER_ASSIGNED", "alice", "event", Instant.EPOCH, "c", Map.of(), null);
    }
}
