package com.andejia.crm.notifications.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.redrive.DeadLetter.Origin;
import com.andejia.crm.notifications.redrive.DeadLetter.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.support.KafkaHeaders;

class DeadLetterReaderTest {
    @Test
    void itIsKnownWhereItWasReadAndWhereItLies() {
        DeadLetter letter = DeadLetterReader.setAside(setAside("customer-1", utf8("{}")));

        assertThat(letter.origin()).isEqualTo(new Origin("crm.customer.events", 2, 17L, "customer-1"));
        assertThat(letter.place()).isEqualTo(new Place("crm.customer.events.dlt", 1, 5));
        assertThat(letter.reason()).isEqualTo("the data are no event");
        assertThat(letter.eventId()).isEqualTo("event-1");
    }

    @Test
    void oneThatWasTooHeavyLiesWhereItWasRead() {
        ConsumerRecord<String, byte[]> entry = setAside(null, null);
        entry.headers().remove("ce_id");

        assertThat(DeadLetterReader.setAside(entry).place()).isEqualTo(new Place("crm.customer.events", 2, 17));
    }

    @Test
    void setAsideTwiceItIsTheSame() {
        assertThat(DeadLetterReader.setAside(setAside("a", utf8("{}"))).id())
                .isEqualTo(DeadLetterReader.setAside(setAside("a", utf8("{}"))).id());
    }

    @Test
    void whereItIsSentAgainNoHeaderSays() {
        ConsumerRecord<String, byte[]> entry = setAside("a", utf8("{}"));
        entry.headers().add(KafkaHeaders.DLT_ORIGINAL_TOPIC, utf8("__consumer_offsets"));

        assertThat(DeadLetterReader.setAside(entry).origin().topic()).isEqualTo("crm.customer.events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KafkaHeaders.DLT_ORIGINAL_PARTITION,
                KafkaHeaders.DLT_ORIGINAL_OFFSET,
                KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
                KafkaHeaders.DLT_EXCEPTION_MESSAGE,
                DeadLetterReader.RETURN_HEADER,
                "ce_id",
                "ce_type"
            })
    void noHeaderIsTooStrange(String header) {
        Random random = new Random(7);
        for (int length = 0; length < 20; length++) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            ConsumerRecord<String, byte[]> entry = setAside("a", noise);
            entry.headers().add(header, length == 0 ? null : noise);

            assertThat(DeadLetterReader.setAside(entry).id()).hasSize(32);
            assertThat(DeadLetterReader.returned(entry)).isNull();
        }
    }

    private static ConsumerRecord<String, byte[]> setAside(String key, byte[] value) {
        var entry = new ConsumerRecord<>("crm.customer.events.dlt", 1, 5, key, value);
        entry.headers()
                .add(KafkaHeaders.DLT_ORIGINAL_TOPIC, utf8("crm.customer.events"))
                .add(
                        KafkaHeaders.DLT_ORIGINAL_PARTITION,
                        ByteBuffer.allocate(4).putInt(2).array())
                .add(
                        KafkaHeaders.DLT_ORIGINAL_OFFSET,
                        ByteBuffer.allocate(8).putLong(17).array())
                .add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, utf8("the data are no event"))
                .add("ce_id", utf8("event-1"));
        return entry;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
