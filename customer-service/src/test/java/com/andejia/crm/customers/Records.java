package com.andejia.crm.customers;

import com.andejia.crm.events.EventAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What really stands on the topics. */
public final class Records {
    private Records() {}

    /** All records of the aggregate, in the order of the log, once the condition holds of them. */
    public static List<ConsumerRecord<String, byte[]>> of(
            String bootstrapServers, String topic, String key, Predicate<List<ConsumerRecord<String, byte[]>>> until) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!until.test(found)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not on " + topic + " in time; found " + sequences(found));
                }
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    public static List<ConsumerRecord<String, byte[]>> of(
            String bootstrapServers, String topic, String key, int count) {
        return of(bootstrapServers, topic, key, found -> found.size() >= count);
    }

    public static EventAttributes attributes(ConsumerRecord<String, byte[]> record) {
        return EventAttributes.fromHeaders(name -> header(record, name));
    }

    public static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    public static List<String> headerNames(ConsumerRecord<String, byte[]> record) {
        return Stream.of(record.headers().toArray()).map(Header::key).toList();
    }

    public static List<Long> sequences(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream().map(record -> attributes(record).sequence()).toList();
    }
}
