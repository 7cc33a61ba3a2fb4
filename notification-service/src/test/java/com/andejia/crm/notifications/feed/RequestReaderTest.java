package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.events.Operation;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.preference.Preferences.Wish;
import com.andejia.crm.notifications.support.HostileRecords;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import com.andejia.crm.notifications.template.Templates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RequestReaderTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Template TEMPLATE =
            new Template(Priority.HIGH, "{{customerName}}", "{{customerName}}", "/{{customerName}}", "a", "i", "c");
    private static final NotificationRequest GOOD = new NotificationRequest(
            "CUSTOMER_ASSIGNED",
            "alice",
            "event",
            Instant.parse("2025-11-24T07:43:08.900Z"),
            "customer",
            Map.of("customerName", "客户"),
            new Operation("bulk", 7));

    private final Templates templates = templates();
    private final RequestReader reader = new RequestReader(JSON, templates);

    @Test
    void aGoodRequestIsReadWhole() {
        assertThat(reader.read(entry(JSON.writeValueAsBytes(GOOD)))).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "recipient", "eventId", "eventTime", "subject", "variables"})
    void aMissingFieldIsMalformed(String field) {
        byte[] incomplete =
                JSON.writeValueAsBytes(JSON.valueToTree(GOOD).asObject().without(field));

        assertThatThrownBy(() -> reader.read(entry(incomplete)))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(field);
    }

    @Test
    void aRequestForSomebodyElseThanItsKeyIsMalformed() {
        var entry = new ConsumerRecord<>(NotificationRequest.TOPIC, 0, 0, "bob", JSON.writeValueAsBytes(GOOD));

        assertThatThrownBy(() -> reader.read(entry)).isInstanceOf(MalformedEvent.class);
    }

    @Test
    void nobodyCanAskForADigest() {
        when(templates.isDigest(GOOD.type())).thenReturn(true);

        assertThatThrownBy(() -> reader.read(entry(JSON.writeValueAsBytes(GOOD))))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("digest");
    }

    /** Whatever is let through here and fails later stops its partition for good. */
    @Test
    @Timeout(120)
    void whateverARecordHoldsItIsMalformedOrCanBeStoredAndSent() {
        byte[] good = JSON.writeValueAsBytes(GOOD);
        int read = 0;
        for (int seed = 0; seed < 10_000; seed++) {
            var entry = new HostileRecords(seed).from(NotificationRequest.TOPIC, "alice", Map.of(), good);
            try {
                NotificationRequest request = reader.read(entry);
                var placed = PlacedRequest.of(request, new StreamPosition("epoch", 0));
                var reason = new Reason(request.eventType(), Wish.ON, null, false);
                requireStorable(Notification.of(placed, TEMPLATE, reason, Instant.EPOCH));
                read++;
            } catch (MalformedEvent e) {
                assertThat(e.getMessage()).as("seed " + seed).hasSizeLessThan(1_000);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + ": " + text(entry), e);
            }
        }
        assertThat(read).as("not all are refused").isGreaterThan(100);
    }

    private static void requireStorable(Notification it) {
        JSON.writeValueAsBytes(it);
        var document = new Document("createdAt", java.util.Date.from(it.createdAt()))
                .append("title", it.title())
                .append("data", new Document(Map.copyOf(it.data())));
        new DocumentCodec()
                .encode(
                        new BsonBinaryWriter(new BasicOutputBuffer()),
                        document,
                        EncoderContext.builder().build());
    }

    private static Templates templates() {
        Templates templates = mock(withSettings().stubOnly());
        when(templates.require(argThat(type -> !GOOD.type().equals(type))))
                .thenThrow(new IllegalStateException("no template"));
        return templates;
    }

    private static ConsumerRecord<String, byte[]> entry(byte[] value) {
        return new ConsumerRecord<>(NotificationRequest.TOPIC, 0, 0, "alice", value);
    }

    private static String text(ConsumerRecord<String, byte[]> entry) {
        String text = new String(entry.value(), StandardCharsets.UTF_8);
        return text.substring(0, Math.min(1_000, text.length()));
    }
}
