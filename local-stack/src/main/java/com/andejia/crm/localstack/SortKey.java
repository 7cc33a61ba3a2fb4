package com.andejia.crm.localstack;

import java.util.ArrayList;
import java.util.List;

/**
 * {@link PlainValue}s in the order of an index's fields.
 *
 * @param edge for a key with fewer values than others: negative stands before all that begin like it, positive after
 */
record SortKey(List<Object> values, int edge) implements Comparable<SortKey> {
    static SortKey of(List<Object> values) {
        return new SortKey(values, 0);
    }

    static SortKey before(List<Object> beginning) {
        return new SortKey(beginning, -1);
    }

    static SortKey after(List<Object> beginning) {
        return new SortKey(beginning, 1);
    }

    static List<Object> and(List<Object> beginning, Object next) {
        List<Object> longer = new ArrayList<>(beginning);
        longer.add(next);
        return longer;
    }

    @Override
    public int compareTo(SortKey other) {
        int common = Math.min(values.size(), other.values.size());
        for (int i = 0; i < common; i++) {
            int result = PlainValue.ORDER.compare(values.get(i), other.values.get(i));
            if (result != 0) {
                return result;
            }
        }
        return Integer.compare(values.size() == common ? edge : 0, other.values.size() == common ? other.edge : 0);
    }
}
