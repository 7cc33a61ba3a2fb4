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
    private static final List<Document> IS_THERE = List.of(new Document("$exists", true));

    private IndexCount() {}

    /** How many documents satisfy the query; null if no index can tell. */
    static <P> @Nullable Integer of(List<Index<P>> indexes, @Nullable Document query) {
        if (query == null) {
            return null;
        }
        Set<String> fields = IS_THERE.equals(List.copyOf(query.values())) ? query.keySet() : withValues(query);
        for (Index<P> index : indexes) {
            if (index instanceof SortedIndex<P> sorted && sorted.decides(fields)) {
                return sorted.count(sorted.ranges(Conditions.of(query)));
            }
        }
        return null;
    }

    /** Those that must have certain values; none if anything else is asked. */
    private static Set<String> withValues(Document query) {
        Map<String, Object> values = new HashMap<>();
        return read(query, values) ? values.keySet() : Set.of();
    }

    /** False if the query asks for anything else, or for two values of one field. */
    private static boolean read(Document query, Map<String, Object> values) {
        return query.entrySet().stream().allMatch(clause -> {
            if (clause.getKey().equals("$and") && clause.getValue() instanceof Collection<?> clauses) {
                return clauses.stream().allMatch(it -> it instanceof Document document && read(document, values));
            }
            Object plain = PlainValue.of(clause.getValue());
            return plain != null && !clause.getKey().startsWith("$") && values.put(clause.getKey(), plain) == null;
        });
    }
}
