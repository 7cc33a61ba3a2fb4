package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An aggregation that only counts, for which the server reads the whole collection: an index may know, or its own command for it. */
final class Counting {
    private static final Document ONES = new Document("$sum", 1);
    private static final Document COUNT = new Document("$group", new Document("_id", 1).append("n", ONES));

    private Counting() {}

    /**
     * Answers it, or has it answered.
     *
     * @param server answers a command of that name
     * @param collection what the aggregation is of; null if there is none
     */
    static Document aggregate(
            String database,
            Document query,
            BiFunction<String, Document, Document> server,
            Supplier<@Nullable MongoCollection<?>> collection) {
        List<Document> counted =
                query.get("pipeline") instanceof List<?> stages ? counted(query, stages, server, collection) : null;
        return counted == null
                ? server.apply("aggregate", query)
                : answer(database + "." + query.get("aggregate"), counted);
    }

    private static @Nullable List<Document> counted(
            Document query,
            List<?> stages,
            BiFunction<String, Document, Document> server,
            Supplier<@Nullable MongoCollection<?>> collection) {
        Document count = asCount(query, stages);
        if (count == null) {
            return groups(stages, collection);
        }
        Object n = server.apply("count", count).get("n");
        return n instanceof Integer number && number == 0 ? List.of() : List.of(new Document("_id", 1).append("n", n));
    }

    /** A match that says which texts a field may have, and how many have each; null if it is anything else. */
    private static @Nullable List<Document> groups(List<?> stages, Supplier<@Nullable MongoCollection<?>> collection) {
        if (stages.size() == 2
                && stages.get(0) instanceof Document first
                && first.get("$match") instanceof Document match
                && stages.get(1) instanceof Document second
                && second.get("$group") instanceof Document group
                && group.size() == 2
                && group.get("_id") instanceof String field
                && field.startsWith("$")) {
            String sum = List.copyOf(group.keySet()).get(1);
            MongoCollection<?> counted = ONES.equals(group.get(sum)) ? collection.get() : null;
            return counted == null ? null : groups(counted, match, field.substring(1), sum);
        }
        return null;
    }

    private static <P> @Nullable List<Document> groups(
            MongoCollection<P> collection, Document match, String field, String sum) {
        Map<String, Integer> counts = IndexCount.byText(field, collection.getIndexes(), match);
        return counts == null
                ? null
                : counts.entrySet().stream()
                        .map(count -> new Document("_id", count.getKey()).append(sum, count.getValue()))
                        .toList();
    }

    private static Document answer(String collection, List<Document> found) {
        Document cursor = new Document("id", 0L).append("ns", collection).append("firstBatch", found);
        return new Document("cursor", cursor).append("ok", 1.0);
    }

    /** A match, perhaps a skip and a limit in that order, and a sum of ones; null if it is anything else. */
    private static @Nullable Document asCount(Document query, List<?> stages) {
        Document count = new Document("count", query.get("aggregate"));
        int last = stages.size() - 1;
        if (last < 1 || !COUNT.equals(stages.get(last)) || !put(count, "query", stages.get(0), "$match")) {
            return null;
        }
        int next = 1;
        if (put(count, "skip", stages.get(next), "$skip")) {
            next++;
        }
        if (put(count, "limit", stages.get(next), "$limit")) {
            next++;
        }
        return next == last ? count : null;
    }

    private static boolean put(Document count, String name, @Nullable Object stage, String operator) {
        Object value = stage instanceof Document one && one.size() == 1 ? one.get(operator) : null;
        if (value != null) {
            count.put(name, value);
            return true;
        }
        return false;
    }
}
