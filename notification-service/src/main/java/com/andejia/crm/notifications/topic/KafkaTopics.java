package com.andejia.crm.notifications.topic;

import com.andejia.crm.events.Topics;
import com.andejia.crm.notifications.deadletter.DeadLetters;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.live.Broadcast;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Creates the topics that are not there yet; where a platform owns them, {@code crm.topics.create=false}. The number of
 * partitions must never change under live traffic: order per person hangs on it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("crm.topics.create")
class KafkaTopics {
    private static final Duration LIVE_RETENTION = Duration.ofHours(1);

    private final int partitions;
    private final int replicas;

    KafkaTopics(@Value("${crm.topics.partitions}") int partitions, @Value("${crm.topics.replicas}") int replicas) {
        this.partitions = partitions;
        this.replicas = replicas;
    }

    @Bean
    KafkaAdmin.NewTopics topics() {
        NewTopic staff = topic(Topics.STAFF_EVENTS).compact().build();
        NewTopic live = topic(Broadcast.TOPIC)
                .config(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(LIVE_RETENTION.toMillis()))
                .build();
        Stream<NewTopic> withDeadLetters = Stream.of(Topics.CUSTOMER_EVENTS, NotificationRequest.TOPIC)
                .flatMap(name -> Stream.of(name, name + DeadLetters.SUFFIX))
                .map(name -> topic(name).build());
        return new KafkaAdmin.NewTopics(
                Stream.concat(withDeadLetters, Stream.of(staff, live)).toArray(NewTopic[]::new));
    }

    private TopicBuilder topic(String name) {
        return TopicBuilder.name(name).partitions(partitions).replicas(replicas);
    }
}
