package com.andejia.crm.notifications.topic;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Creates the topics before anything listens; where the broker is away at that moment, in the background until it is there.
 */
@Component
@ConditionalOnBooleanProperty("crm.topics.create")
class TopicCreation implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final KafkaAdmin kafka;
    private final Thread retrying = new Thread(this::retry, "topic-creation");
    private volatile boolean started;

    TopicCreation(KafkaAdmin kafka) {
        this.kafka = kafka;
    }

    @Override
    public void start() {
        started = true;
        if (!kafka.initialize()) {
            log.warn("topics not created, trying again every {}", RETRY);
            retrying.setDaemon(true);
            retrying.start();
        }
    }

    private void retry() {
        try {
            do {
                Thread.sleep(RETRY.toMillis());
            } while (!kafka.initialize());
            log.info("topics created");
        } catch (InterruptedException e) {
            log.debug("stopped before the topics were created");
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
