package com.andejia.crm.notifications.report;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What the listener's group has committed, whichever replica did, beside what had come by the time. */
@Component
class KafkaActivityProgress implements ActivityProgress {
    private static final long TIMEOUT_SECONDS = 10;

    private final KafkaAdmin kafka;

    KafkaActivityProgress(KafkaAdmin kafka) {
        this.kafka = kafka;
    }

    @Override
    public Mono<Boolean> hasPassed(Instant time) {
        return Mono.fromCallable(() -> ask(time)).subscribeOn(Schedulers.boundedElastic());
    }

    private boolean ask(Instant time) throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            Collection<TopicPartition> partitions =
                    answer(admin.describeTopics(ActivityListener.TOPICS).allTopicNames()).entrySet().stream()
                            .flatMap(topic -> topic.getValue().partitions().stream()
                                    .map(partition -> new TopicPartition(topic.getKey(), partition.partition())))
                            .toList();
            Map<TopicPartition, @Nullable OffsetAndMetadata> committed =
                    answer(admin.listConsumerGroupOffsets(ActivityListener.ID).partitionsToOffsetAndMetadata());
            Map<TopicPartition, Long> firsts = offsets(admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
            Map<TopicPartition, Long> later = offsets(admin, partitions, OffsetSpec.forTimestamp(time.toEpochMilli()));
            return partitions.stream()
                    .allMatch(partition -> position(committed.get(partition), offset(firsts, partition))
                            >= needed(offset(later, partition), offset(ends, partition)));
        }
    }

    /** Nothing is committed of a partition that nothing has come from. */
    private static long position(@Nullable OffsetAndMetadata committed, long first) {
        return committed == null ? first : Math.max(first, committed.offset());
    }

    /** The first record of a later time, or the end where there is none. */
    private static long needed(long later, long end) {
        return later < 0 ? end : later;
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, Collection<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer(admin.listOffsets(
                                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which)))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
    }

    private static long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    private static <T> T answer(KafkaFuture<T> question)
            throws InterruptedException, ExecutionException, TimeoutException {
        return question.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
