package com.andejia.crm.notifications.feed;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** What the request topic holds beyond what the feed has committed. Each answer is the broker's, and takes some milliseconds. */
@Component
class CommittedFeedLag implements FeedLag, DisposableBean {
    private final ConsumerFactory<String, byte[]> consumers;
    private @Nullable Consumer<String, byte[]> observer;

    CommittedFeedLag(ConsumerFactory<String, byte[]> consumers) {
        this.consumers = consumers;
    }

    @Override
    public synchronized long requests() {
        Consumer<String, byte[]> asking = observer();
        Set<TopicPartition> partitions = asking.partitionsFor(NotificationRequest.TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> committed = asking.committed(partitions);
        Map<TopicPartition, Long> begins = asking.beginningOffsets(partitions);
        return asking.endOffsets(partitions).entrySet().stream()
                .mapToLong(end -> end.getValue() - next(committed.get(end.getKey()), begins.get(end.getKey())))
                .sum();
    }

    /** Where the feed goes on: it may not have been there yet, or for so long that the topic has let go of its place. */
    private static long next(@Nullable OffsetAndMetadata committed, @Nullable Long begin) {
        long first = begin == null ? 0 : begin;
        return committed == null ? first : Math.max(first, committed.offset());
    }

    /** Of the feed's group by name, but no member of it. */
    private Consumer<String, byte[]> observer() {
        if (observer == null) {
            observer = consumers.createConsumer(FeedListener.ID, "-lag");
        }
        return observer;
    }

    @Override
    public synchronized void destroy() {
        if (observer != null) {
            observer.close();
        }
    }
}
