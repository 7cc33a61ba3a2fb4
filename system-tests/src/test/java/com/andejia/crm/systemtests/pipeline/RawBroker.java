package com.andejia.crm.systemtests.pipeline;

import com.andejia.crm.systemtests.measuring.ClosedLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How many records a second the broker takes from one producer: the events of this run once more, on their own topic. */
final class RawBroker {
    private static final String TOPIC = "crm.customer.events";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Then their acknowledgements are waited for, which is seldom enough to cost little. */
    private static final int AT_ONCE = 20_000;

    private RawBroker() {}

    static double recordsPerSecond(String bootstrapServers, double seconds) {
        List<ProducerRecord<byte[], byte[]>> events = events(bootstrapServers);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            return ClosedLoop.perSecond(1, seconds, () -> send(producer, events));
        }
    }

    /** Some of them, in the order in which they lie there. */
    private static List<ProducerRecord<byte[], byte[]>> events(String bootstrapServers) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return StreamSupport.stream(consumer.poll(PATIENCE).spliterator(), false)
                    .map(event -> new ProducerRecord<>(TOPIC, null, event.key(), event.value(), event.headers()))
                    .toList();
        }
    }

    private static long send(Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> events) {
        List<Future<?>> sent = new ArrayList<>(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            sent.add(producer.send(events.get(i % events.size())));
        }
        try {
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return AT_ONCE;
    }
}
