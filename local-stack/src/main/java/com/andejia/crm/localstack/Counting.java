package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Drivers count with an aggregation, for which the server reads the whole collection; its own command for it does not. */
final class Counting {
    private static final Document COUNT =
            new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)));

    private Counting() {}

    /** @param server answers a command of that name */
    static Document aggregate(String database, Document query, BiFunction<String, Document, Document> server) {
        Document count = query.get("pipeline") instanceof List<?> stages ? asCount(query, stages) : null;
        if (count == null) {
            return server.apply("aggregate", query);
        }
        Object n = server.apply("count", count).get("n");
        List<Document> found =
                n instanceof Integer number && number == 0 ? List.of() : List.of(new Document("_id", 1).append("n", n));
        Document cursor = new Document("id", 0L)
                .append("ns", database + "." + query.get("aggregate"))
                .append("firstBatch", found);
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
