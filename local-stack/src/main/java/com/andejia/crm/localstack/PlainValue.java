package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of which it is certain that the server compares them as {@link #ORDER} does. Not among them are arrays,
 * documents, fractions and very large numbers, of which the server has views of its own.
 */
final class PlainValue {
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private static final List<Class<?>> TYPES =
            List.of(Nothing.class, Long.class, String.class, ObjectId.class, Boolean.class, Instant.class);

    /** By type, since the server finds no value by one of another type, and sorts them by type; all numbers are one type. */
    @SuppressWarnings("unchecked")
    static final Comparator<Object> ORDER = Comparator.<Object>comparingInt(value -> TYPES.indexOf(value.getClass()))
            .thenComparing((one, other) -> ((Comparable<Object>) one).compareTo(other));

    /** What a field has that is there without a value, or a later field of an index that is not there. */
    enum Nothing {
        NOTHING
    }

    private PlainValue() {}

    /** The value as it is compared; null if it is nothing or not plain. */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return exact(((Number) value).longValue());
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) ? exact(number.longValue()) : null;
        }
        return value != null && TYPES.contains(value.getClass()) ? value : null;
    }

    private static @Nullable Object exact(long number) {
        return -EXACT_IN_DOUBLE <= number && number <= EXACT_IN_DOUBLE ? number : null;
    }

    /** The same of a field, or {@link Nothing}, or {@link Missing}; null if it is not plain or anything above is an array. */
    static @Nullable Object at(Document document, List<String> path) {
        Object value = document;
        for (String field : path) {
            if (value instanceof Collection) {
                return null;
            }
            value = value instanceof Document inner ? inner.getOrMissing(field) : Missing.getInstance();
        }
        if (value == null) {
            return Nothing.NOTHING;
        }
        return value instanceof Missing ? value : of(value);
    }
}
