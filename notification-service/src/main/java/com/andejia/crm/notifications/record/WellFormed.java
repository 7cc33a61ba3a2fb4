package com.andejia.crm.notifications.record;

import com.andejia.crm.events.MalformedEvent;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a record's types promise, JSON does not. Whatever would fail later, when it is stored or sent on, would fail for ever,
 * so it is found while reading.
 */
public final class WellFormed {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Asked once for each class: reflection makes its answers anew each time, and with it reading an event took more than twice as long. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Field::of).toList();
        }
    };

    private record Field(String name, Method accessor, boolean mayBeMissing) {
        static Field of(RecordComponent component) {
            return new Field(
                    component.getName(),
                    component.getAccessor(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable
        Object of(Record part) {
            try {
                return accessor.invoke(part);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("a public record hides " + accessor, e);
            }
        }
    }

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
        for (Field field : FIELDS.get(part.getClass())) {
            Object value = field.of(part);
            String name = path + field.name();
            if (value != null) {
                requireValue(value, name);
            } else if (!field.mayBeMissing()) {
                throw new MalformedEvent("field " + name + " is missing");
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
        } else if (value instanceof String text && !isUnicode(text)) {
            throw new MalformedEvent("field " + field + " is no Unicode text");
        } else if (value instanceof Instant time && (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))) {
            throw new MalformedEvent("field " + field + " is out of any calendar's range");
        }
    }

    /** Without half of a pair of surrogates. */
    private static boolean isUnicode(String text) {
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE) {
                return false;
            }
            at += Character.charCount(codePoint);
        }
        return true;
    }
}
