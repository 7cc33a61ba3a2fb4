package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Objects;
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

    /** As many are sorted as quickly as they would be found in their order. */
    private static final int FEW = 100;

    /** Where they are; null if no index helps. */
    static <P> @Nullable Candidates<P> of(List<Index<P>> indexes, @Nullable Document query, @Nullable Document order) {
        Conditions conditions = Conditions.of(query);
        if (conditions.isEmpty()) {
            return null;
        }
        Candidates<P> ofUnique = ofUnique(indexes, conditions);
        if (ofUnique != null) {
            return ofUnique;
        }
        Found<P> fewest = null;
        Found<P> ordered = null;
        for (Index<P> index : indexes) {
            if (index instanceof SortedIndex<P> sorted
                    && sorted.ranges(conditions).precision() > 0) {
                Found<P> found = new Found<>(sorted, sorted.ranges(conditions));
                fewest = found.orFewer(fewest);
                ordered = found.inOrder(order) == null ? ordered : found.orFewer(ordered);
            }
        }
        if (fewest == null) {
            return null;
        }
        return ordered == null || fewest.count() <= FEW
                ? new Candidates<>(fewest.index().candidates(fewest.ranges()), false)
                : new Candidates<>(Objects.requireNonNull(ordered.inOrder(order)), true);
    }

    private record Found<P>(SortedIndex<P> index, KeyRanges ranges) {
        int count() {
            return index.count(ranges);
        }

        /** Of equals the more precise one, which need not look at what it does not want. */
        Found<P> orFewer(@Nullable Found<P> other) {
            if (other == null) {
                return this;
            }
            int more = Integer.compare(count(), other.count());
            return more < 0 || (more == 0 && ranges.precision() > other.ranges.precision()) ? this : other;
        }

        @Nullable
        Iterable<P> inOrder(@Nullable Document order) {
            return order == null || order.isEmpty() ? null : index.inOrder(ranges, order);
        }
    }

    private static <P> @Nullable Candidates<P> ofUnique(List<Index<P>> indexes, Conditions conditions) {
        for (Index<P> index : indexes) {
            Document values = index instanceof SortedIndex ? null : exactly(index, conditions);
            if (values != null && index.canHandle(values)) {
                return new Candidates<>(index.getPositions(values), false);
            }
        }
        return null;
    }

    /** Values for all fields of a unique index; the server itself uses it only if it is asked for nothing else. */
    private static @Nullable Document exactly(Index<?> index, Conditions conditions) {
        Document values = new Document();
        for (IndexKey key : index.getKeys()) {
            Condition condition = conditions.on(key.getKey());
            Object value = condition == null ? null : value(condition, index);
            if (value == null || key.getKey().matches(".*\\.[0-9]+(\\..*)?")) {
                return null;
            }
            values.put(key.getKey(), value);
        }
        return values;
    }

    private static @Nullable Object value(Condition condition, Index<?> index) {
        return condition.exactly() == null
                        && condition.oneOf() != null
                        && index.getKeys().size() == 1
                ? new Document("$in", condition.oneOf())
                : condition.exactly();
    }
}
