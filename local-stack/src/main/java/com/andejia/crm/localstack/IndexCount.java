package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts without opening a document, where an index alone decides: if nothing is asked but that its first fields have certain
 * {@link PlainValue}s, or that its first field is there. How many notifications somebody has not read is asked with each that arrives, and they may be thousands.
 */
final class IndexCount {
    private static final Document IS_THERE = new Document("$exists", true);

    private IndexCount() {}

    /** How many documents satisfy the query; null if no index can tell. */
    static <P> @Nullable Integer of(List<Index<P>> indexes, @Nullable Document query) {
        if (query == null) {
            return null;
        }
        Set<String> fields = query.size() == 1 && query.containsValue(IS_THERE) ? query.keySet() : withValues(query);
        for (Index<P> index : indexes) {
            if (index instanceof SortedIndex<P> sorted && sorted.decides(fields)) {
                return sorted.count(sorted.ranges(Conditions.of(query)));
            }
        }
        return null;
    }

    /**
     * How many documents satisfy the query with each of the texts that it allows for a field, without those that none has; null if it
     * does not say which these are, or no index can tell.
     */
    static <P> @Nullable Map<String, Integer> byText(String field, List<Index<P>> indexes, Document query) {
        Map<String, Object> clauses = new HashMap<>();
        if (!read(query, clauses) || !(clauses.get(field) instanceof Document allowed)) {
            return null;
        }
        if (allowed.size() > 1 || !(allowed.get("$in") instanceof Collection<?> values)) {
            return null;
        }
        Map<String, Integer> counts = new HashMap<>();
        for (Object value : values) {
            clauses.put(field, value);
            Integer count = value instanceof String ? of(indexes, new Document(clauses)) : null;
            if (count == null) {
                return null;
            }
            if (count > 0) {
                counts.put((String) value, count);
            }
        }
        return counts;
    }

    /** Those that must have certain values; none if anything else is asked. */
    private static Set<String> withValues(Document query) {
        Map<String, Object> clauses = new HashMap<>();
        return read(query, clauses) && clauses.values().stream().noneMatch(it -> PlainValue.of(it) == null)
                ? clauses.keySet()
                : Set.of();
    }

    /** What is asked of each field; false if two things are of one, or anything is of none. */
    private static boolean read(Document query, Map<String, Object> clauses) {
        return query.entrySet().stream().allMatch(clause -> {
            if (clause.getKey().equals("$and") && clause.getValue() instanceof Collection<?> all) {
                return all.stream().allMatch(it -> it instanceof Document document && read(document, clauses));
            }
            return clause.getValue() != null
                    && !clause.getKey().startsWith("$")
                    && clauses.put(clause.getKey(), clause.getValue()) == null;
        });
    }
}
