package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The documents that may satisfy a query, found by the index that leaves the fewest.
 *
 * @param inOrder whether they are in the order that was asked for
 */
record Candidates<P>(Iterable<P> places, boolean inOrder) {
    /** What is left to sort by. */
    @Nullable
    Document unsorted(@Nullable Document order) {
        return inOrder ? null : order;
    }

    /** Where they are; null if no index helps. */
    static <P> @Nullable Candidates<P> of(List<Index<P>> indexes, @Nullable Document query, @Nullable Document order) {
        Conditions conditions = Conditions.of(query);
        if (conditions.isEmpty()) {
            return null;
        }
        SortedIndex<P> best = null;
        KeyRanges ranges = new KeyRanges(0, 0, List.of());
        for (Index<P> index : indexes) {
            if (index instanceof SortedIndex<P> sorted) {
                KeyRanges those = sorted.ranges(conditions);
                if (those.precision() > ranges.precision()) {
                    best = sorted;
                    ranges = those;
                }
                continue;
            }
            Document values = exactly(index, conditions);
            if (values != null && index.canHandle(values)) {
                List<P> positions = new ArrayList<>();
                index.getPositions(values).forEach(positions::add);
                return new Candidates<>(positions, false);
            }
        }
        if (best == null) {
            return null;
        }
        Iterable<P> ordered = order == null || order.isEmpty() ? null : best.inOrder(ranges, order);
        return ordered == null ? new Candidates<>(best.candidates(ranges), false) : new Candidates<>(ordered, true);
    }

    /** Values for all fields of a unique index; the server itself uses it only if it is asked for nothing else. */
    private static @Nullable Document exactly(Index<?> index, Conditions conditions) {
        Document values = new Document();
        for (IndexKey key : index.getKeys()) {
            Condition condition = conditions.on(key.getKey());
            Object value = condition == null ? null : condition.exactly();
            if (value == null || key.getKey().matches(".*\\.[0-9]+(\\..*)?")) {
                return null;
            }
            values.put(key.getKey(), value);
        }
        return values;
    }
}
