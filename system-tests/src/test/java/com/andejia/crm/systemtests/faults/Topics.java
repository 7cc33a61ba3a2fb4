package com.andejia.crm.systemtests.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.coordinator.group.generated.CoordinatorRecordType;
import org.apache.kafka.coordinator.group.generated.OffsetCommitKey;
import org.apache.kafka.coordinator.group.generated.OffsetCommitValue;
import org.jspecify.annotations.Nullable;

/** What lies on the topics, read and written as ops and outside systems do. */
final class Topics implements AutoCloseable {
    static final String CUSTOMER_EVENTS = "crm.customer.events";
    static final String DEAD_LETTERS = CUSTOMER_EVENTS + ".dlt";
    static final String REQUESTS = "crm.notification.requests";

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> client;
    private final Admin admin;

    /** A record of the topic, as far as CloudEvents describe it. */
    record Event(String id, String type, String customerId, long sequence) {}

    Topics(Brokers brokers) {
        client = brokers.opsClient();
        admin = Admin.create(with(Map.of("request.timeout.ms", 10_000, "default.api.timeout.ms", 20_000)));
    }

    private Map<String, Object> with(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(client);
        all.putAll(settings);
        return all;
    }

    /** Everything there is, each customer's in the order of the log. */
    List<Event> customerEvents() {
        return read(CUSTOMER_EVENTS, new StringDeserializer()).stream()
                .map(Topics::event)
                .toList();
    }

    private static Event event(ConsumerRecord<String, byte[]> found) {
        String sequence = header(found, "ce_sequence");
        return new Event(
                header(found, "ce_id"),
                header(found, "ce_type"),
                found.key() == null ? "" : found.key(),
                sequence.isEmpty() ? 0 : Long.parseLong(sequence));
    }

    private static String header(ConsumerRecord<?, ?> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    long deadLetters() {
        return ends(DEAD_LETTERS).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private <K> List<ConsumerRecord<K, byte[]>> read(String topic, Deserializer<K> keys) {
        List<ConsumerRecord<K, byte[]>> found = new ArrayList<>();
        Map<String, Object> settings = with(Map.of(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1));
        try (var consumer = new KafkaConsumer<>(settings, keys, new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found::add);
            }
        }
        return found;
    }

    /** Records of the topic that the group has not committed yet. */
    long lag(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends(topic).entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata done = committed.get(end.getKey());
                    return end.getValue().offset() - (done == null ? 0 : done.offset());
                })
                .sum();
    }

    /** Each time that a group's place was put back: not to the beginning, as a rewind does, but over what somebody had committed. */
    List<String> takenBack() {
        Map<OffsetCommitKey, Long> places = new HashMap<>();
        List<String> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> commit : commits()) {
            OffsetCommitKey place = new OffsetCommitKey(body(commit.key()), OffsetCommitKey.HIGHEST_SUPPORTED_VERSION);
            long next = new OffsetCommitValue(body(commit.value()), beginning(commit.value())).offset();
            Long before = places.put(place, next);
            if (before != null && next < before && next > 0) {
                found.add("%s in %s-%d from %d to %d"
                        .formatted(place.group(), place.topic(), place.partition(), before, next));
            }
        }
        return found;
    }

    private List<ConsumerRecord<byte[], byte[]>> commits() {
        return read(Topic.GROUP_METADATA_TOPIC_NAME, new ByteArrayDeserializer()).stream()
                .filter(it -> it.value() != null && beginning(it.key()) == CoordinatorRecordType.OFFSET_COMMIT.id())
                .toList();
    }

    /** The kind of a key, the version of a value. */
    private static short beginning(byte[] record) {
        return ByteBuffer.wrap(record).getShort();
    }

    private static ByteBufferAccessor body(byte[] record) {
        return new ByteBufferAccessor(ByteBuffer.wrap(record).position(Short.BYTES));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(String topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all());
    }

    private List<TopicPartition> partitions(String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Lets a group, which must be empty, read the topic from its beginning again. */
    void rewind(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
        partitions(topic).forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
        get(admin.alterConsumerGroupOffsets(group, beginning).all());
    }

    /** Whether nobody is in the group, so that it can be rewound. */
    boolean isEmpty(String group) {
        return get(admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()
                .isEmpty();
    }

    /** Writes whatever somebody might write, acknowledged by the broker when this returns. */
    void write(String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            var poison = new ProducerRecord<>(topic, key, value);
            headers.forEach((name, text) -> poison.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            producer.send(poison).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
