package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import reactor.core.Disposable;
import tools.jackson.databind.json.JsonMapper;

class FeedBacklogTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

    @Test
    void aStreamThatIsClosedAtOnceInterruptsNoQuestionToTheBroker() throws Exception {
        var backlog = new FeedBacklog(null, new SlowRequestLog(), JsonMapper.shared());

        Disposable stream = backlog.last("alice").subscribe();
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        stream.dispose();
        gone.countDown();

        assertThat(interrupted.get(5, TimeUnit.SECONDS)).isFalse();
    }

    private final class SlowRequestLog extends RequestLog {
        SlowRequestLog() {
            super(new KafkaAdmin(Map.of()));
        }

        @Override
        String epochOf(String recipient) {
            asked.countDown();
            try {
                gone.await();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
                Thread.currentThread().interrupt();
            }
            return "epoch";
        }
    }
}
