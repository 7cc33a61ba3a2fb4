package com.andejia.crm.notifications.record;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * All consumers of this service. One whose thread was ended by an {@link Error} or a fatal answer of the broker is started
 * again: that is all that a restart of the process would do for it.
 */
@Component
class ConsumerContainers {
    private static final Logger log = LoggerFactory.getLogger(ConsumerContainers.class);

    private final KafkaListenerEndpointRegistry listeners;
    private boolean brokerWasAway;
    private final Set<MessageListenerContainer> bound = ConcurrentHashMap.newKeySet();

    ConsumerContainers(KafkaListenerEndpointRegistry listeners) {
        this.listeners = listeners;
    }

    Collection<MessageListenerContainer> all() {
        Set<MessageListenerContainer> all = new LinkedHashSet<>(listeners.getListenerContainers());
        all.addAll(bound);
        return all;
    }

    /** One that was never started, or was told to stop, is in the state that it should be in. */
    @Scheduled(fixedDelayString = "${crm.consumers.revival-interval}")
    void revive() {
        for (MessageListenerContainer container : all()) {
            if (!container.isInExpectedState()) {
                log.error("{} stopped by itself, starts again", container.getListenerId());
                container.stop();
                container.start();
            }
        }
    }

    /** One line when it goes and one when it comes, where each client would say it again and again. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "${crm.consumers.revival-interval}")
    void lookForTheBroker() {
        boolean isAway = isBrokerAway();
        if (isAway != brokerWasAway) {
            log.warn(isAway ? "the broker is away: nobody is told until it returns" : "the broker is back");
        }
        brokerWasAway = isAway;
    }

    boolean isBrokerAway() {
        return all().stream()
                        .flatMapToDouble(container -> metric(container, "connection-count"))
                        .sum()
                == 0;
    }

    /** Of each thread of the consumer, as Kafka's own client counts it. */
    static DoubleStream metric(MessageListenerContainer container, String name) {
        return container.metrics().values().stream()
                .flatMap(ofThread -> ofThread.values().stream())
                .filter(metric -> metric.metricName().name().equals(name)
                        && metric.metricName().group().equals("consumer-metrics"))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Watch {
        /** The binder's containers are in no registry. */
        @Bean
        ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> boundConsumers(
                ConsumerContainers consumers) {
            return (container, destination, group) -> consumers.bound.add(container);
        }
    }
}
