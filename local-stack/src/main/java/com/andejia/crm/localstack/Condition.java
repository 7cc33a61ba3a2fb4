package com.andejia.crm.localstack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query certainly demands of a field: that it is there, and perhaps one of these {@link PlainValue}s, or between
 * them.
 *
 * @param exactly the value that is asked for, plain or not
 */
record Condition(
        @Nullable Object exactly,
        @Nullable List<Object> oneOf,
        @Nullable Bound low,
        @Nullable Bound high) {
    static final Condition PRESENT = new Condition(null, null, null, null);

    record Bound(Object value, boolean included) {}

    static Condition exactly(Object value) {
        Object plain = PlainValue.of(value);
        return new Condition(value, plain == null ? null : List.of(plain), null, null);
    }

    static Condition oneOf(List<Object> values) {
        return new Condition(null, values, null, null);
    }

    static Condition above(Bound low) {
        return new Condition(null, null, low, null);
    }

    static Condition below(Bound high) {
        return new Condition(null, null, null, high);
    }

    /** Both; where they say different things about the same, one will do, since every document found is still checked. */
    Condition and(Condition other) {
        return new Condition(
                exactly == null ? other.exactly : exactly,
                narrower(oneOf, other.oneOf),
                low == null ? other.low : low,
                high == null ? other.high : high);
    }

    private static @Nullable List<Object> narrower(@Nullable List<Object> one, @Nullable List<Object> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.size() <= other.size() ? one : other;
    }
}
