package com.andejia.crm.notifications.record;

import com.andejia.crm.events.MalformedEvent;
import java.lang.reflect.RecordComponent;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record's types promise, JSON does not. Whatever would fail later, when it is stored or sent on, would fail for ever,
 * so it is found while reading.
 */
public final class WellFormed {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private WellFormed() {}

    /**
     * Checks all fields, also those of nested records.
     *
     * @throws MalformedEvent naming the field whose value is missing though it is not {@code @Nullable}, is no text that can
     *     be encoded, or no time that a calendar has
     */
    public static void require(Record part) {
        requireFields(part, "");
    }

    private static void requireFields(Record part, String path) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            Object value = read(part, component);
            String field = path + component.getName();
            if (value != null) {
                requireValue(value, field);
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new MalformedEvent("field " + field + " is missing");
            }
        }
    }

    private static void requireValue(@Nullable Object value, String field) {
        if (value == null) {
            throw new MalformedEvent("field " + field + " has an element that is null");
        } else if (value instanceof Record part) {
            requireFields(part, field + ".");
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(element -> requireValue(element, field));
        } else if (value instanceof Map<?, ?> entries) {
            requireValue(entries.keySet(), field);
            requireValue(entries.values(), field);
        } else if (value instanceof String text && !encoder().canEncode(text)) {
            throw new MalformedEvent("field " + field + " is no Unicode text");
        } else if (value instanceof Instant time && (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))) {
            throw new MalformedEvent("field " + field + " is out of any calendar's range");
        }
    }

    private static CharsetEncoder encoder() {
        return StandardCharsets.UTF_8.newEncoder();
    }

    private static @Nullable Object read(Record part, RecordComponent component) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a public record hides " + component, e);
        }
    }
}
