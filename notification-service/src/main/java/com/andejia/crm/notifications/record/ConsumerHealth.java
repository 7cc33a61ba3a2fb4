package com.andejia.crm.notifications.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Not ready while people are not being told for a reason that lies here: a consumer does not run, does not ask for more, or
 * keeps failing. A broker that is away is no such reason: lists and streams go on without it, and taking all replicas out of
 * service would end those too.
 */
@Component("consumers")
public class ConsumerHealth implements HealthIndicator {
    private final Map<String, Instant> failingSince = new ConcurrentHashMap<>();
    private final ConsumerContainers consumers;
    private final Clock clock;
    private final Duration longestSilence;

    ConsumerHealth(
            ConsumerContainers consumers,
            Clock clock,
            @Value("${crm.consumers.longest-silence}") Duration longestSilence) {
        this.consumers = consumers;
        this.clock = clock;
        this.longestSilence = longestSilence;
    }

    void failing(String consumer, Throwable failure) {
        if (!(NestedExceptionUtils.getMostSpecificCause(failure) instanceof RetriableException)) {
            failingSince.putIfAbsent(consumer, clock.instant());
        }
    }

    void working(String consumer) {
        failingSince.remove(consumer);
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        failingSince.forEach((consumer, since) -> outOfService(health, consumer, "failing since " + since));
        for (MessageListenerContainer container : consumers.all()) {
            String consumer = String.valueOf(container.getListenerId());
            if (!container.isInExpectedState()) {
                outOfService(health, consumer, "stopped by itself");
            } else if (!container.isRunning()) {
                outOfService(health, consumer, "not started"); // as the intake is until the staff are known
            } else if (ConsumerContainers.metric(container, "last-poll-seconds-ago")
                    .anyMatch(seconds -> seconds > longestSilence.toSeconds())) {
                outOfService(health, consumer, "has not polled for longer than " + longestSilence);
            }
        }
        return health.build();
    }

    private static void outOfService(Health.Builder health, String consumer, String reason) {
        health.outOfService().withDetail(consumer, reason);
    }
}
