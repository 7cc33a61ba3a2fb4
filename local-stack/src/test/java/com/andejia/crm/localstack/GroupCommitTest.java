package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GroupCommitTest {
    private final CountDownLatch disk = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    private void commitOnceTheDiskIsThere() {
        begun.incrementAndGet();
        try {
            disk.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        commits.incrementAndGet();
    }

    @Test
    void whatWaitsTogetherIsCommittedTogetherBeforeItIsAnswered() {
        var commands = new GroupCommit(this::commitOnceTheDiskIsThere);
        var done = new AtomicInteger();
        CompletableFuture<?> first = CompletableFuture.runAsync(() -> commands.run(done::incrementAndGet));
        await().until(() -> done.get() == 1);
        Thread[] others = Stream.generate(() -> new Thread(() -> commands.run(done::incrementAndGet)))
                .limit(10)
                .toArray(Thread[]::new);
        Stream.of(others).forEach(Thread::start);
        await().until(() -> Stream.of(others).allMatch(it -> it.getState() == Thread.State.WAITING));

        assertThat(first).as("not committed yet").isNotDone();
        disk.countDown();

        await().until(() -> Stream.of(others).noneMatch(Thread::isAlive));
        assertThat(first).succeedsWithin(Duration.ofSeconds(5));
        assertThat(done).hasValue(11);
        assertThat(commits).hasValue(2);
    }

    @Test
    void whoeverAskedHearsOfAFailureOfTheirsAndOfTheCommit() {
        var broken = new GroupCommit(() -> {
            throw new AssertionError("no memory");
        });

        assertThatThrownBy(() -> broken.run(() -> 1)).hasRootCauseMessage("no memory");
        assertThatThrownBy(() -> broken.run(() -> Integer.parseInt("x"))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void nobodyWaitsForOneThatIsClosed() {
        var commands = new GroupCommit(commits::incrementAndGet);
        commands.run(() -> 1);

        commands.close();
        commands.close();

        assertThatThrownBy(() -> commands.run(() -> 1)).hasMessage("the database is closed");
    }

    @Test
    void helloIsAnsweredHoweverMuchIsToBeDone() {
        var backend = new StrictBackend(IndexedBackend.inMemory(), this::commitOnceTheDiskIsThere);
        var channel = new EmbeddedChannel();
        CompletableFuture<?> slow = CompletableFuture.runAsync(
                () -> backend.handleCommand(channel, "crm", "count", new Document("count", "customers")));

        await().until(() -> begun.get() == 1);
        CompletableFuture<Document> hello = CompletableFuture.supplyAsync(
                () -> backend.handleCommand(channel, "admin", "hello", new Document("hello", 1)));

        assertThat(hello)
                .succeedsWithin(Duration.ofSeconds(5))
                .satisfies(answer -> assertThat(answer.get("isWritablePrimary")).isEqualTo(true));
        assertThat(slow).isNotDone();
        disk.countDown();
        assertThat(slow).succeedsWithin(Duration.ofSeconds(5));
    }
}
