package com.andejia.crm.notifications.redrive;

import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.notifications.api.RefusedRequest;
import com.andejia.crm.notifications.record.EventDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The record that is sent again: as it was, but for what is corrected, and with a note of which dead letter it is. */
@Component
class NextRecord {
    private static final String SET_ASIDE_HEADERS = "kafka_dlt-";

    private final EventDecoder decoder;
    private final JsonMapper json;

    NextRecord(EventDecoder decoder, JsonMapper json) {
        this.decoder = decoder;
        this.json = json;
    }

    /** @throws RefusedRequest 422 if the correction leaves an event unreadable */
    ProducerRecord<String, byte[]> of(
            ConsumerRecord<String, byte[]> original, DeadLetter letter, Correction correction) {
        var next = new ProducerRecord<>(letter.origin().topic(), original.key(), body(original.value(), correction));
        for (Header header : original.headers()) {
            if (isItsOwn(header.key())) {
                next.headers().add(header);
            }
        }
        if (correction.type() != null) {
            next.headers()
                    .remove(EventAttributes.TYPE_HEADER)
                    .add(EventAttributes.TYPE_HEADER, correction.type().getBytes(StandardCharsets.UTF_8));
        }
        if (!correction.isNone() && isEvent(letter)) {
            requireReadable(next);
        }
        next.headers()
                .add(DeadLetterReader.RETURN_HEADER, DeadLetterReader.returnHeader(letter.id(), letter.attempts() + 1));
        return next;
    }

    private static boolean isItsOwn(String header) {
        return !header.startsWith(SET_ASIDE_HEADERS) && !header.equals(DeadLetterReader.RETURN_HEADER);
    }

    private byte @Nullable [] body(byte @Nullable [] original, Correction correction) {
        JsonNode corrected = correction.body();
        return corrected == null ? original : json.writeValueAsBytes(corrected);
    }

    private static boolean isEvent(DeadLetter letter) {
        return EventTypes.all().stream()
                .anyMatch(type -> type.topic().equals(letter.origin().topic()));
    }

    private void requireReadable(ProducerRecord<String, byte[]> next) {
        var read = new ConsumerRecord<>(next.topic(), 0, 0L, next.key(), next.value());
        next.headers().forEach(header -> read.headers().add(header));
        try {
            if (decoder.decode(read).isEmpty()) {
                throw RefusedRequest.againstTheRules("type", "当前版本不认识这个事件类型");
            }
        } catch (MalformedEvent e) {
            throw RefusedRequest.againstTheRules("body", "修正后仍无法读取：" + e.getMessage());
        }
    }
}
