package com.andejia.crm.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about itself, beside its data: CloudEvents 1.0 attributes as headers of the Kafka binary mode
 * (<a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 * protocol binding, section 3.2</a>).
 *
 * @param id unique per event, a UUIDv7; the same on every redelivery
 * @param source the service it comes from
 * @param type its {@link WireName}
 * @param subject the aggregate's id
 * @param time when it happened, to the millisecond
 * @param sequence its place among the aggregate's events: 1, 2, 3 …; absent from producers that do not count
 * @param traceparent the W3C trace context to go on from, in the trace of the write that caused it; absent if nobody asked for it
 */
public record EventAttributes(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        @Nullable Long sequence,
        @Nullable String traceparent) {

    public static final String SPEC_VERSION_HEADER = "ce_specversion";
    public static final String ID_HEADER = "ce_id";
    public static final String SOURCE_HEADER = "ce_source";
    public static final String TYPE_HEADER = "ce_type";
    public static final String SUBJECT_HEADER = "ce_subject";
    public static final String TIME_HEADER = "ce_time";
    public static final String SEQUENCE_HEADER = "ce_sequence";
    public static final String TRACEPARENT_HEADER = "traceparent";
    public static final String CONTENT_TYPE_HEADER = "content-type";
    public static final String JSON = "application/json";

    private static final String SPEC_VERSION = "1.0";
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    public EventAttributes {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The headers to send, in the order of the specification. */
    public Map<String, String> toHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION_HEADER, SPEC_VERSION);
        headers.put(ID_HEADER, id);
        headers.put(SOURCE_HEADER, source);
        headers.put(TYPE_HEADER, type);
        headers.put(SUBJECT_HEADER, subject);
        headers.put(TIME_HEADER, Rfc3339.format(time));
        if (sequence != null) {
            headers.put(SEQUENCE_HEADER, sequence.toString());
        }
        if (traceparent != null) {
            headers.put(TRACEPARENT_HEADER, traceparent);
        }
        headers.put(CONTENT_TYPE_HEADER, JSON);
        return headers;
    }

    /**
     * Reads the headers of a record that any producer, in any language, may have written.
     *
     * @param header the text of the header with that name, or null
     * @throws MalformedEvent if a required attribute is missing or cannot be read; it says which
     */
    public static EventAttributes fromHeaders(Function<String, @Nullable String> header) {
        String version = required(header, SPEC_VERSION_HEADER);
        if (!SPEC_VERSION.equals(version)) {
            throw new MalformedEvent(SPEC_VERSION_HEADER + " is not " + SPEC_VERSION);
        }
        return new EventAttributes(
                required(header, ID_HEADER),
                required(header, SOURCE_HEADER),
                required(header, TYPE_HEADER),
                required(header, SUBJECT_HEADER),
                time(required(header, TIME_HEADER)),
                sequence(header.apply(SEQUENCE_HEADER)),
                header.apply(TRACEPARENT_HEADER));
    }

    private static String required(Function<String, @Nullable String> header, String name) {
        String value = header.apply(name);
        if (value == null || value.isBlank()) {
            throw new MalformedEvent("header " + name + " is missing");
        }
        return value;
    }

    private static Instant time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new MalformedEvent(TIME_HEADER + " is out of any calendar's range");
            }
            return time;
        } catch (DateTimeException e) {
            throw new MalformedEvent(TIME_HEADER + " is no RFC 3339 time", e);
        }
    }

    private static @Nullable Long sequence(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new MalformedEvent(SEQUENCE_HEADER + " is no number", e);
        }
    }
}
