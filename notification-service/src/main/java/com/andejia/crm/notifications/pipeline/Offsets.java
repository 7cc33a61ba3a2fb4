package com.andejia.crm.notifications.pipeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How far topics go and how far groups are, as the broker says. */
@Component
class Offsets implements DisposableBean {
    private final KafkaAdmin kafka;
    private @Nullable Admin admin;

    Offsets(KafkaAdmin kafka) {
        this.kafka = kafka;
    }

    /**
     * At a moment.
     *
     * @param committed by group
     */
    record State(
            Map<TopicPartition, Long> firsts,
            Map<TopicPartition, Long> ends,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {

        /** Where the group goes on: it may not have been there yet, or for so long that the topic has let go of its place. */
        long next(String group, TopicPartition partition) {
            OffsetAndMetadata known = committed.getOrDefault(group, Map.of()).get(partition);
            long first = firsts.getOrDefault(partition, 0L);
            return known == null ? first : Math.max(first, known.offset());
        }

        List<TopicPartition> partitions(String topic) {
            return ends.keySet().stream()
                    .filter(it -> it.topic().equals(topic))
                    .sorted((one, other) -> Integer.compare(one.partition(), other.partition()))
                    .toList();
        }
    }

    Mono<State> of(Set<String> topics, Set<String> groups) {
        return Mono.fromCallable(this::admin)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(asking -> answer(asking.describeTopics(topics).allTopicNames())
                        .map(described -> partitions(described.values()))
                        .flatMap(partitions -> Mono.zip(
                                        offsets(asking, partitions, OffsetSpec.earliest()),
                                        offsets(asking, partitions, OffsetSpec.latest()),
                                        committed(asking, groups))
                                .map(found -> new State(found.getT1(), found.getT2(), found.getT3()))));
    }

    private static Set<TopicPartition> partitions(Collection<TopicDescription> topics) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toSet());
    }

    private static Mono<Map<TopicPartition, Long>> offsets(
            Admin asking, Set<TopicPartition> partitions, OffsetSpec which) {
        return answer(asking.listOffsets(
                                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which)))
                        .all())
                .map(found -> {
                    Map<TopicPartition, Long> offsets = new HashMap<>();
                    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> entry : found.entrySet()) {
                        offsets.put(entry.getKey(), entry.getValue().offset());
                    }
                    return offsets;
                });
    }

    private static Mono<Map<String, Map<TopicPartition, OffsetAndMetadata>>> committed(
            Admin asking, Set<String> groups) {
        return answer(asking.listConsumerGroupOffsets(groups.stream()
                        .collect(Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec())))
                .all());
    }

    private static <T> Mono<T> answer(KafkaFuture<T> future) {
        return Mono.fromCompletionStage(future.toCompletionStage());
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(kafka.getConfigurationProperties());
        }
        return admin;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close();
        }
    }
}
