package com.andejia.crm.notifications.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.HostileRecords;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventDecoderTest {
    private static final ApprovedSample SAMPLE = ApprovedSample.of("crm.customer.assigned.v1");

    private final EventDecoder decoder = new EventDecoder();

    static Stream<ApprovedSample> samples() {
        return ApprovedSample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyApprovedSampleIsReadWhole(ApprovedSample sample) {
        var received = decoder.decode(EventRecords.read(sample, sample.value())).orElseThrow();

        assertThat(JsonMapper.shared().<JsonNode>valueToTree(received.event())).isEqualTo(sample.data());
        assertThat(received.attributes().toHeaders()).isEqualTo(sample.headers());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fieldsOfANewerProducerAreIgnored(ApprovedSample sample) {
        ObjectNode newer = sample.data().deepCopy().asObject();
        newer.forEach(part -> part.asObjectOpt().ifPresent(it -> it.put("mood", "happy")));
        newer.putObject("mood").put("is", "happy");

        assertThat(decoder.decode(EventRecords.read(sample, JsonMapper.shared().writeValueAsBytes(newer))))
                .isEqualTo(decoder.decode(EventRecords.read(sample, sample.value())))
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsOptionalIsNotMissed(ApprovedSample sample) {
        ObjectNode older = sample.data().deepCopy().asObject();
        for (RecordComponent field :
                EventTypes.named(sample.wireName()).orElseThrow().payload().getRecordComponents()) {
            if (field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                older.remove(field.getName());
            }
        }

        assertThat(decoder.decode(EventRecords.read(sample, JsonMapper.shared().writeValueAsBytes(older))))
                .isPresent();
    }

    @Test
    void anUnknownTypeIsSkipped() {
        var entry = EventRecords.read(SAMPLE, SAMPLE.value());
        header(entry, EventAttributes.TYPE_HEADER, "crm.customer.married.v1");

        assertThat(decoder.decode(entry)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "42", "{", "{\"customerId\":7}", "\u0000\u0001", "{\"assignedTo\":[]}"})
    void dataThatAreNoEventAreMalformed(String data) {
        var entry = EventRecords.read(SAMPLE, data.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> decoder.decode(entry)).isInstanceOf(MalformedEvent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customerId", "customerName", "assignedTo", "actor"})
    void aMissingFieldIsNamed(String field) {
        byte[] incomplete = JsonMapper.shared()
                .writeValueAsBytes(SAMPLE.data().deepCopy().asObject().without(field));

        assertThatThrownBy(() -> decoder.decode(EventRecords.read(SAMPLE, incomplete)))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(field);
    }

    @Test
    void noMessageRepeatsWhatTheRecordSays() {
        var entry =
                EventRecords.read(SAMPLE, "{\"customerName\":[\"张三 13800138999\"]}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> decoder.decode(entry))
                .hasMessageNotContaining("张三")
                .hasNoCause();
    }

    @Test
    void aSubjectOtherThanTheDatasIsMalformed() {
        var entry = EventRecords.read(SAMPLE, SAMPLE.value());
        header(entry, EventAttributes.SUBJECT_HEADER, "somebody-else");

        assertThatThrownBy(() -> decoder.decode(entry)).isInstanceOf(MalformedEvent.class);
    }

    /** Anything else than an event or a refusal would be tried again without end; and what is read must be fit to be sent on. */
    @ParameterizedTest
    @MethodSource("samples")
    @Timeout(120)
    void whateverARecordHoldsItIsReadOrMalformed(ApprovedSample sample) {
        int read = 0;
        for (int seed = 0; seed < 5_000; seed++) {
            var entry = new HostileRecords(seed).from(sample.topic(), sample.key(), sample.headers(), sample.value());
            try {
                var received = decoder.decode(entry);
                received.ifPresent(it -> JsonMapper.shared().writeValueAsBytes(it.event()));
                read += received.isPresent() ? 1 : 0;
            } catch (MalformedEvent e) {
                assertThat(e.getMessage()).as("seed " + seed).hasSizeLessThan(1_000);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(read).as("not all are refused").isGreaterThan(100);
    }

    private static void header(ConsumerRecord<String, byte[]> entry, String name, String text) {
        entry.headers().remove(name).add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
