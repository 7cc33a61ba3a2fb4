package com.andejia.crm.notifications.statistics;

import com.andejia.crm.notifications.deadletter.DeadLetters;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.template.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Counts the requests that were set aside. What it reads need not be readable, so it goes by no {@code RecordBatch}. */
@Component
class FailureListener {
    private static final String ID = "crm-failures";
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(15);

    private final Failures failures;
    private final Templates templates;
    private final JsonMapper json;

    FailureListener(Failures failures, Templates templates, JsonMapper json) {
        this.failures = failures;
        this.templates = templates;
        this.json = json;
    }

    @KafkaListener(id = ID, topics = NotificationRequest.TOPIC + DeadLetters.SUFFIX)
    void onDeadLetters(List<ConsumerRecord<String, byte[]>> records) {
        failures.note(records.stream().map(this::failure).toList()).block(STORE_TIMEOUT);
    }

    private Failure failure(ConsumerRecord<String, byte[]> entry) {
        String id = "%d-%d-%d".formatted(entry.partition(), entry.offset(), entry.timestamp());
        return new Failure(id, type(entry.value()), Instant.ofEpochMilli(entry.timestamp()));
    }

    /** Only types that there are: whatever else it says could be anything. */
    private String type(byte @Nullable [] value) {
        if (value == null) {
            return Failure.UNKNOWN;
        }
        try {
            String type = json.readTree(value).path("type").asString("");
            templates.require(type);
            return type;
        } catch (JacksonException | IllegalStateException e) {
            return Failure.UNKNOWN;
        }
    }
}
