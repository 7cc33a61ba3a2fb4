package com.andejia.crm.notifications.replay;

import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.replay.Bound.Offset;
import com.andejia.crm.notifications.replay.Bound.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that a replay reads, up to the end that each partition has when it begins, in the order of their times: so what is told
 * again is told in the order in which it was. Its consumer is in no group and commits nothing, so nobody else notices.
 */
final class EventRange implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int AT_ONCE = 100;

    /** Of a partition that is ahead of the others. */
    private static final int MOST_WAITING = 500;

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<String, byte[]>>> waiting = new HashMap<>();

    /**
     * Takes the consumer, and closes it.
     *
     * @throws InvalidRequest if there is no such partition
     */
    EventRange(Consumer<String, byte[]> consumer, ReplayOrder order) {
        this.consumer = consumer;
        Set<TopicPartition> partitions = partitions(consumer, order);
        if (order.partition() != null && partitions.isEmpty()) {
            throw new InvalidRequest("partition", "没有这个分区");
        }
        Map<TopicPartition, Long> available = consumer.endOffsets(partitions);
        begins = offsets(order.from(), consumer.beginningOffsets(partitions), available);
        ends = order.to() == null ? available : offsets(order.to(), consumer.beginningOffsets(partitions), available);
        begins.keySet().removeIf(partition -> begin(partition) >= end(partition));
        begins.keySet().forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
        consumer.assign(begins.keySet());
        begins.forEach((partition, offset) -> consumer.seek(partition, offset));
    }

    private static Set<TopicPartition> partitions(Consumer<String, byte[]> consumer, ReplayOrder order) {
        return order.topics().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .filter(it -> order.partition() == null || order.partition() == it.partition())
                .collect(Collectors.toSet());
    }

    /** Within what there is. */
    private Map<TopicPartition, Long> offsets(
            Bound bound, Map<TopicPartition, Long> firsts, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> wanted = new HashMap<>(ends);
        if (bound instanceof Offset offset) {
            wanted.replaceAll((partition, end) -> offset.offset());
        } else if (bound instanceof Time time) {
            wanted.putAll(at(time.at(), ends.keySet()));
        }
        wanted.replaceAll((partition, offset) ->
                Math.min(Math.max(offset, firsts.getOrDefault(partition, 0L)), ends.getOrDefault(partition, 0L)));
        return wanted;
    }

    /** Where partitions have a record of that time or later. */
    private Map<TopicPartition, Long> at(Instant time, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(it -> it, it -> time.toEpochMilli()));
        Map<TopicPartition, Long> found = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> entry :
                consumer.offsetsForTimes(times).entrySet()) {
            if (entry.getValue() != null) {
                found.put(entry.getKey(), entry.getValue().offset());
            }
        }
        return found;
    }

    private long begin(TopicPartition partition) {
        return begins.getOrDefault(partition, 0L);
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    long total() {
        return begins.keySet().stream().mapToLong(it -> end(it) - begin(it)).sum();
    }

    /** How many were handed out, or are not there. */
    long read() {
        return waiting.entrySet().stream()
                .mapToLong(it -> reached(it.getKey(), it.getValue()) - begin(it.getKey()))
                .sum();
    }

    private long reached(TopicPartition partition, Deque<ConsumerRecord<String, byte[]>> queue) {
        ConsumerRecord<String, byte[]> next = queue.peek();
        return next == null ? Math.min(consumer.position(partition), end(partition)) : next.offset();
    }

    boolean isAtEnd() {
        return waiting.entrySet().stream().allMatch(it -> it.getValue().isEmpty() && isFetched(it.getKey()));
    }

    private boolean isFetched(TopicPartition partition) {
        return consumer.position(partition) >= end(partition);
    }

    /** Some more; none if none came just now. */
    List<ConsumerRecord<String, byte[]>> next() {
        if (!begins.isEmpty()) {
            fetch();
        }
        List<ConsumerRecord<String, byte[]>> some = new ArrayList<>();
        while (some.size() < AT_ONCE && isNextKnown()) {
            waiting.values().stream()
                    .filter(queue -> !queue.isEmpty())
                    .min(Comparator.comparingLong(queue -> queue.element().timestamp()))
                    .ifPresent(queue -> some.add(queue.remove()));
        }
        return some;
    }

    private void fetch() {
        for (ConsumerRecord<String, byte[]> entry : consumer.poll(isNextKnown() ? Duration.ZERO : POLL)) {
            var partition = new TopicPartition(entry.topic(), entry.partition());
            Deque<ConsumerRecord<String, byte[]>> queue = waiting.get(partition);
            if (queue != null && entry.offset() < end(partition)) {
                queue.add(entry);
            }
        }
        Map<Boolean, List<TopicPartition>> byNeed = waiting.keySet().stream()
                .collect(Collectors.partitioningBy(it -> !isFetched(it) && sizeOf(it) < MOST_WAITING));
        consumer.resume(byNeed.getOrDefault(true, List.of()));
        consumer.pause(byNeed.getOrDefault(false, List.of()));
    }

    private int sizeOf(TopicPartition partition) {
        Deque<ConsumerRecord<String, byte[]>> queue = waiting.get(partition);
        return queue == null ? 0 : queue.size();
    }

    /** One that has not been fetched could be older than all that are waiting. */
    private boolean isNextKnown() {
        return waiting.values().stream().anyMatch(queue -> !queue.isEmpty())
                && waiting.entrySet().stream().allMatch(it -> !it.getValue().isEmpty() || isFetched(it.getKey()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
