package com.andejia.crm.notifications.topic;

import com.andejia.crm.events.Topics;
import com.andejia.crm.notifications.deadletter.DeadLetters;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.intake.Portion;
import com.andejia.crm.notifications.live.Broadcast;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The topics that this service reads and writes.
 *
 * @param create whether to create those that are not there; false where a platform owns them
 * @param partitions of each topic; fixed for its life, since order per person hangs on it
 * @param replicas of each partition; the broker's own default if not given
 */
@ConfigurationProperties("crm.topics")
record KafkaTopics(boolean create, int partitions, Optional<Short> replicas) {
    private static final Duration LIVE_RETENTION = Duration.ofHours(1);

    /** Long enough for somebody to look, and for what could not be read to be mended. */
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    List<NewTopic> all() {
        NewTopic staff = topic(Topics.STAFF_EVENTS)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        NewTopic live = topic(Broadcast.TOPIC)
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(LIVE_RETENTION.toMillis())));
        Stream<NewTopic> withDeadLetters = Stream.of(
                        Topics.CUSTOMER_EVENTS,
                        Topics.RESUME_EVENTS,
                        Topics.CONTRACT_EVENTS,
                        Topics.SYSTEM_EVENTS,
                        NotificationRequest.TOPIC,
                        Portion.TOPIC)
                .flatMap(name -> Stream.of(topic(name), deadLettersOf(name)));
        return Stream.concat(Stream.of(staff, live), withDeadLetters).toList();
    }

    private NewTopic deadLettersOf(String name) {
        return topic(name + DeadLetters.SUFFIX)
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(DEAD_LETTER_RETENTION.toMillis())));
    }

    private NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(partitions), replicas);
    }
}
