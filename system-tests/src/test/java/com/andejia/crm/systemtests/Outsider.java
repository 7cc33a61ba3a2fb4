package com.andejia.crm.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who puts records on the topics and is neither of the services. */
final class Outsider implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final KafkaProducer<String, byte[]> producer;

    Outsider(RunningSystem system) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Whatever it may be. */
    Future<RecordMetadata> send(String topic, String key, String value) {
        return producer.send(new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** An event of now, as the contract has them. */
    Future<RecordMetadata> event(String topic, String type, String subject, Map<String, ?> data) {
        var entry = new ProducerRecord<>(topic, subject, JSON.writeValueAsBytes(data));
        Map<String, String> attributes = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_source",
                "outsider",
                "ce_type",
                type,
                "ce_subject",
                subject,
                "ce_time",
                Instant.now().toString());
        attributes.forEach((name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return producer.send(entry);
    }

    /** That the manager has given a customer to somebody. */
    Future<RecordMetadata> assigned(String type, String customerId, String customerName, String owner) {
        return event(
                "crm.customer.events",
                type,
                customerId,
                Map.of(
                        "customerId",
                        customerId,
                        "customerNo",
                        "CUS00000000001",
                        "customerName",
                        customerName,
                        "leadSource",
                        "美团",
                        "actor",
                        Map.of("id", "manager", "name", "王经理"),
                        "assignedTo",
                        Map.of("id", owner, "name", owner)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
