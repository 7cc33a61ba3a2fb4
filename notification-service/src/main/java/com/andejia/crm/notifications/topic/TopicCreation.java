package com.andejia.crm.notifications.topic;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Creates the topics before anything listens; where the broker is away at that moment, in the background until it is there.
 * Not left to Spring's {@code KafkaAdmin}, which adds partitions to a topic that has fewer, and with them breaks the order.
 */
@Component
class TopicCreation implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long TIMEOUT_SECONDS = 5;

    private final KafkaAdmin kafka;
    private final KafkaTopics topics;
    private final Thread retrying = new Thread(this::retry, "topic-creation");
    private volatile boolean started;

    TopicCreation(KafkaAdmin kafka, KafkaTopics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    @Override
    public void start() {
        started = true;
        if (topics.create() && !created()) {
            retrying.setDaemon(true);
            retrying.start();
        }
    }

    private void retry() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            do {
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            } while (!created());
            log.info("topics are there");
        } catch (InterruptedException e) {
            log.debug("stopped before the topics were created");
        }
    }

    private boolean created() {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            for (KafkaFuture<Void> topic :
                    admin.createTopics(topics.all()).values().values()) {
                await(topic);
            }
            return true;
        } catch (KafkaException | TimeoutException e) {
            log.warn("topics not created, trying again: {}", e.toString());
            return false;
        }
    }

    private static void await(KafkaFuture<Void> creation) throws TimeoutException {
        try {
            creation.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    @Override
    public void stop() {
        started = false;
        retrying.interrupt();
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
