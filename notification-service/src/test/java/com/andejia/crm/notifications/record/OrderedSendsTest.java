package com.andejia.crm.notifications.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.notifications.record.RecordBatch.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;

class OrderedSendsTest {
    private final List<String> sent = new ArrayList<>();

    @Test
    void whatFollowsWaitsForTheOneBeforeItOfItsKey() {
        var first = new CompletableFuture<Void>();
        var sending = CompletableFuture.runAsync(() ->
                OrderedSends.send(items("a1", "a2", "b1"), OrderedSendsTest::key, item -> {
                    sent.add(item.content());
                    return item.content().equals("a1") ? first : done();
                }));

        await().untilAsserted(() -> assertThat(sent).containsExactly("a1", "b1"));
        first.complete(null);
        sending.join();
        assertThat(sent).containsExactly("a1", "b1", "a2");
    }

    @Test
    void aFailureNamesTheLowestRecordThatIsNotDone() {
        assertThat(failedIndex(content -> content.equals("c1"), "a1", "b1", "c1", "d1"))
                .isEqualTo(2);
    }

    @Test
    void aRecordNotYetSentIsNotDoneEither() {
        assertThat(failedIndex(content -> content.equals("b1"), "a1", "a2", "b1"))
                .isEqualTo(1);
    }

    @Test
    void nothingOfAKeyIsSentAfterAFailure() {
        failedIndex(content -> content.equals("a1"), "a1", "a2");

        assertThat(sent).containsExactly("a1");
    }

    private int failedIndex(Predicate<String> fails, String... contents) {
        return catchThrowableOfType(
                        BatchListenerFailedException.class,
                        () -> OrderedSends.send(items(contents), OrderedSendsTest::key, item -> {
                            sent.add(item.content());
                            return fails.test(item.content())
                                    ? CompletableFuture.failedFuture(new IllegalStateException("broker says no"))
                                    : done();
                        }))
                .getIndex();
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private static String key(Item<String> item) {
        return item.content().substring(0, 1);
    }

    private static List<Item<String>> items(String... contents) {
        return IntStream.range(0, contents.length)
                .mapToObj(i -> new Item<>(i, new ConsumerRecord<String, byte[]>("t", 0, i, null, null), contents[i]))
                .toList();
    }
}
