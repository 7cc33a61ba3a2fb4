package com.andejia.crm.localstack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in an index all that satisfies some {@link Conditions} must be.
 *
 * @param precision the higher, the less else is there; 0 if it may be anywhere, even outside
 * @param exact how many of the index's first fields have the same value in all of a range
 */
record KeyRanges(int precision, int exact, List<Range> ranges) {
    private static final int MANY = 1_000;

    record Range(SortKey low, SortKey high) {
        boolean isEmpty() {
            return low.compareTo(high) > 0;
        }
    }

    static KeyRanges of(List<String> fields, Conditions conditions) {
        List<List<Object>> beginnings = List.of(List.of());
        int precision = 0;
        int exact = 0;
        for (String field : fields) {
            Condition condition = conditions.on(field);
            if (condition == null) {
                break;
            }
            List<Object> values = condition.oneOf();
            if (values == null || values.size() * beginnings.size() > MANY) {
                boolean bounded = condition.low() != null || condition.high() != null;
                precision += bounded ? 2 : precision == 0 ? 1 : 0;
                return new KeyRanges(precision, exact, ranges(beginnings, condition.low(), condition.high()));
            }
            precision += values.size() == 1 ? 4 : 3;
            exact++;
            beginnings = each(beginnings, values);
        }
        return new KeyRanges(precision, exact, ranges(beginnings, null, null));
    }

    private static List<List<Object>> each(List<List<Object>> beginnings, List<Object> values) {
        return beginnings.stream()
                .flatMap(beginning -> values.stream().map(value -> SortKey.and(beginning, value)))
                .toList();
    }

    private static List<Range> ranges(
            List<List<Object>> beginnings, Condition.@Nullable Bound low, Condition.@Nullable Bound high) {
        List<Range> ranges = new ArrayList<>();
        for (List<Object> beginning : beginnings) {
            ranges.add(new Range(low(beginning, low), high(beginning, high)));
        }
        return ranges;
    }

    private static SortKey low(List<Object> beginning, Condition.@Nullable Bound bound) {
        if (bound == null) {
            return SortKey.before(beginning);
        }
        List<Object> values = SortKey.and(beginning, bound.value());
        return bound.included() ? SortKey.before(values) : SortKey.after(values);
    }

    private static SortKey high(List<Object> beginning, Condition.@Nullable Bound bound) {
        if (bound == null) {
            return SortKey.after(beginning);
        }
        List<Object> values = SortKey.and(beginning, bound.value());
        return bound.included() ? SortKey.after(values) : SortKey.before(values);
    }
}
