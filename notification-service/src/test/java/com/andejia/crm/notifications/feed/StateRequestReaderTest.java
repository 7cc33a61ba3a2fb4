package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.events.MalformedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class StateRequestReaderTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOON = Instant.parse("2025-11-24T12:00:00Z");

    private final StateRequestReader reader = new StateRequestReader(JSON);

    @Test
    void whatIsSentIsRead() {
        for (StateRequest request : Set.of(
                new StateRequest.Resolve("alice", "customer", "event", NOON, Set.of("CUSTOMER_ASSIGNED")),
                new StateRequest.Wake("alice", "id", NOON))) {
            ConsumerRecord<String, byte[]> entry = received(request.toRecord(JSON));

            assertThat(reader.isFor(entry)).isTrue();
            assertThat(reader.read(entry)).isEqualTo(request);
        }
    }

    @Test
    void aRequestForANewNotificationIsNotItsConcern() {
        assertThat(reader.isFor(entry("alice", null, "{}"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alice | dance   | {}
            alice | wake    | {
            alice | wake    | null
            alice | wake    | []
            alice | wake    | {}
            alice | wake    | {"recipient":"alice","notificationId":"1","until":"soon"}
            alice | wake    | {"recipient":"alice","notificationId":"1","until":"+100000-01-01T00:00:00Z"}
            bob   | wake    | {"recipient":"alice","notificationId":"1","until":"2025-11-24T12:00:00Z"}
            alice | resolve | {"recipient":"alice","notificationId":"1","until":"2025-11-24T12:00:00Z"}
            alice | resolve | {"recipient":"alice","subject":"c","eventId":"e","eventTime":"2025-11-24T12:00:00Z","types":[null]}
            """)
    void whatCanNeverBeReadIsMalformed(String key, String kind, String value) {
        assertThatThrownBy(() -> reader.read(entry(key, kind, value))).isInstanceOf(MalformedEvent.class);
    }

    private static ConsumerRecord<String, byte[]> entry(String key, String kind, String value) {
        var entry = new ConsumerRecord<>("t", 0, 0, key, value.getBytes(StandardCharsets.UTF_8));
        if (kind != null) {
            entry.headers().add(StateRequest.KIND_HEADER, kind.getBytes(StandardCharsets.UTF_8));
        }
        return entry;
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        var entry = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(header -> entry.headers().add(header));
        return entry;
    }
}
