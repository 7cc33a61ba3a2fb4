package com.andejia.crm.notifications.redrive;

import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.notifications.deadletter.DeadLetters;
import com.andejia.crm.notifications.digest.StableId;
import com.andejia.crm.notifications.redrive.DeadLetter.Kind;
import com.andejia.crm.notifications.redrive.DeadLetter.Origin;
import com.andejia.crm.notifications.redrive.DeadLetter.Place;
import com.andejia.crm.notifications.redrive.DeadLetter.State;
import com.andejia.crm.notifications.redrive.DeadLetterStore.Return;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/** Reads what can be known of a record that could not be read. It never fails, whatever the record is. */
final class DeadLetterReader {
    /** On a record that is sent again: which dead letter it is, and which attempt. */
    static final String RETURN_HEADER = "crm-redrive";

    private static final Pattern RETURN = Pattern.compile("([0-9a-f]{32}) ([0-9]{1,4})");

    private DeadLetterReader() {}

    /** One from a topic of dead letters, which lies there unless it was too heavy. */
    static DeadLetter setAside(ConsumerRecord<String, byte[]> entry) {
        // Not what a header says: somebody else may have written it, and it is where the record will be sent.
        String topic = withoutSuffix(entry.topic());
        Long partition = number(entry, KafkaHeaders.DLT_ORIGINAL_PARTITION);
        Long offset = number(entry, KafkaHeaders.DLT_ORIGINAL_OFFSET);
        Place here = new Place(entry.topic(), entry.partition(), entry.offset());
        Place origin = partition == null || offset == null || partition > Integer.MAX_VALUE
                ? null
                : new Place(topic, partition.intValue(), offset);
        String reason = text(entry, KafkaHeaders.DLT_EXCEPTION_MESSAGE);
        return letter(
                Kind.POISON,
                entry,
                origin == null ? here : origin,
                origin == null ? new Origin(topic, null, null, key(entry)) : origin(origin, entry),
                reason == null ? "unknown" : MaskedBody.text(reason),
                origin != null && isOriginOnly(entry) ? origin : here);
    }

    /** One that lies on its own topic, and is of a type that nobody here knows. */
    static DeadLetter ofUnknownType(ConsumerRecord<String, byte[]> entry, String type) {
        Place place = new Place(entry.topic(), entry.partition(), entry.offset());
        return letter(
                Kind.UNKNOWN_TYPE, entry, place, origin(place, entry), "unknown type " + MaskedBody.text(type), place);
    }

    private static DeadLetter letter(
            Kind kind,
            ConsumerRecord<String, byte[]> entry,
            Place identity,
            Origin origin,
            String reason,
            Place place) {
        Long originalTime = number(entry, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP);
        long time = originalTime == null ? entry.timestamp() : originalTime;
        Return returned = returned(entry);
        return new DeadLetter(
                id(identity, time),
                kind,
                State.OPEN,
                origin,
                Instant.ofEpochMilli(Math.max(0, entry.timestamp())),
                reason,
                masked(text(entry, EventAttributes.ID_HEADER)),
                masked(text(entry, EventAttributes.TYPE_HEADER)),
                MaskedBody.of(entry.value()),
                returned == null ? 0 : returned.attempt(),
                List.of(),
                place);
    }

    /** The time tells a topic from one of the same name before it. */
    private static String id(Place place, long time) {
        return StableId.of(
                place.topic(), String.valueOf(place.partition()), String.valueOf(place.offset()), String.valueOf(time));
    }

    private static Origin origin(Place place, ConsumerRecord<String, byte[]> entry) {
        return new Origin(place.topic(), place.partition(), place.offset(), key(entry));
    }

    private static @Nullable String key(ConsumerRecord<String, byte[]> entry) {
        return masked(entry.key());
    }

    /** Of what was too heavy only the place was kept. */
    private static boolean isOriginOnly(ConsumerRecord<String, byte[]> entry) {
        return entry.key() == null
                && entry.value() == null
                && entry.headers().lastHeader(EventAttributes.ID_HEADER) == null;
    }

    /** Null if it is here for the first time. */
    static @Nullable Return returned(ConsumerRecord<String, byte[]> entry) {
        String said = text(entry, RETURN_HEADER);
        Matcher parts = said == null ? null : RETURN.matcher(said);
        return parts == null || !parts.matches() ? null : new Return(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    static byte[] returnHeader(String id, int attempt) {
        return (id + " " + attempt).getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutSuffix(String topic) {
        return topic.endsWith(DeadLetters.SUFFIX)
                ? topic.substring(0, topic.length() - DeadLetters.SUFFIX.length())
                : topic;
    }

    private static @Nullable String masked(@Nullable String text) {
        return text == null ? null : MaskedBody.text(text);
    }

    static @Nullable String text(ConsumerRecord<?, ?> entry, String name) {
        Header header = entry.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable Long number(ConsumerRecord<?, ?> entry, String name) {
        Header header = entry.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(header.value());
        long number = switch (bytes.remaining()) {
            case Integer.BYTES -> bytes.getInt();
            case Long.BYTES -> bytes.getLong();
            default -> -1;
        };
        return number < 0 ? null : number;
    }
}
