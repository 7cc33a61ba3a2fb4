package com.andejia.crm.systemtests.streams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/** Events as other parts of the agency's systems put them on their topics. */
final class Events {
    static final String STAFF = "crm.staff.events";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Events() {}

    static ProducerRecord<String, byte[]> staff(String person) {
        return event(
                STAFF,
                "crm.staff.changed.v1",
                person,
                Map.of("staffId", person, "name", person, "roles", List.of("employee"), "active", true));
    }

    static ProducerRecord<String, byte[]> announcement(String content) {
        String id = UUID.randomUUID().toString();
        return event(
                "crm.system.events",
                "crm.system.announced.v1",
                id,
                Map.of(
                        "announcementId",
                        id,
                        "content",
                        content,
                        "actor",
                        Map.of("id", "somebody-else", "name", "管理员")));
    }

    /** Does not wait: whether it has come is seen at the streams. */
    static void send(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> event) {
        Future<?> unused = producer.send(event);
    }

    private static ProducerRecord<String, byte[]> event(
            String topic, String type, String subject, Map<String, ?> data) {
        var event = new ProducerRecord<>(topic, subject, JSON.writeValueAsBytes(data));
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_source",
                "benchmark",
                "ce_type",
                type,
                "ce_subject",
                subject,
                "ce_time",
                Instant.now().toString());
        headers.forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return event;
    }
}
