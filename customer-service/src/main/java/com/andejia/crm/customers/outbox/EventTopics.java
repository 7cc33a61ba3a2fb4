package com.andejia.crm.customers.outbox;

import com.andejia.crm.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Creates the topics once the broker is there, however late. Not left to Spring's KafkaAdmin: that adds partitions to a
 * topic that has fewer, which would break the order of events.
 */
class EventTopics implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(EventTopics.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final long TIMEOUT_SECONDS = 10;

    private final Map<String, Object> adminProperties;
    private final TopicProperties properties;
    private volatile boolean exist;
    private volatile Disposable work = Disposables.disposed();

    EventTopics(Map<String, Object> adminProperties, TopicProperties properties) {
        this.adminProperties = adminProperties;
        this.properties = properties;
        this.exist = !properties.create();
    }

    /** Publishing earlier could make the broker create topics of its own liking. */
    boolean exist() {
        return exist;
    }

    @Override
    public void start() {
        if (exist) {
            return;
        }
        work = Mono.fromRunnable(this::create)
                .subscribeOn(Schedulers.boundedElastic())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .doBeforeRetry(retry -> log.debug("no topics yet", retry.failure())))
                .subscribe();
    }

    private void create() {
        try (Admin admin = Admin.create(adminProperties)) {
            var customers = new NewTopic(Topics.CUSTOMER_EVENTS, Optional.of(properties.partitions()), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
            var staff = new NewTopic(Topics.STAFF_EVENTS, Optional.of(properties.partitions()), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            admin.createTopics(List.of(customers, staff)).values().values().forEach(EventTopics::await);
            exist = true;
        }
    }

    private static void await(KafkaFuture<Void> created) {
        try {
            created.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e.getCause());
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        work.dispose();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed();
    }

    @Override
    public int getPhase() {
        return FastPath.PHASE;
    }
}
