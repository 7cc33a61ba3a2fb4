package com.andejia.crm.notifications.feed;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * The request topic as the sequence of everybody's notifications. An epoch is one partition of one incarnation of the
 * topic: offsets of different epochs cannot be compared, so a recreated topic makes clients resync instead of skip.
 */
@Component
class RequestLog {
    private static final long TIMEOUT_SECONDS = 10;

    private final KafkaAdmin kafka;
    private volatile @Nullable Incarnation incarnation;

    RequestLog(KafkaAdmin kafka) {
        this.kafka = kafka;
    }

    private record Incarnation(String topicId, int partitions) {
        String epoch(int partition) {
            return topicId + "-" + partition;
        }
    }

    String epochOf(int partition) {
        return incarnation().epoch(partition);
    }

    /** Where the recipient's requests go: Kafka's default partitioning of keys, which every client library shares. */
    String epochOf(String recipient) {
        Incarnation current = incarnation();
        byte[] key = recipient.getBytes(StandardCharsets.UTF_8);
        return current.epoch(Utils.toPositive(Utils.murmur2(key)) % current.partitions());
    }

    /** Lets the next question ask the broker again, which takes some milliseconds. */
    void forget() {
        incarnation = null;
    }

    private Incarnation incarnation() {
        Incarnation known = incarnation;
        if (known == null) {
            known = describe();
            incarnation = known;
        }
        return known;
    }

    private Incarnation describe() {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            KafkaFuture<TopicDescription> answer = admin.describeTopics(List.of(NotificationRequest.TOPIC))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next();
            TopicDescription topic = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return new Incarnation(
                    topic.topicId().toString(), topic.partitions().size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while describing " + NotificationRequest.TOPIC, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot describe " + NotificationRequest.TOPIC, e);
        }
    }
}
