package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server reads the whole collection for {@code {_id, version}}, since that is not exactly an index. Here the one
 * document is fetched by its id; if it satisfies the rest of the filter, the rest can be left out. If it does not, the
 * command stays as it is.
 */
final class PrimaryKeyFirst {
    private final QueryMatcher matcher = new DefaultQueryMatcher();
    private final MongoBackend backend;

    PrimaryKeyFirst(MongoBackend backend) {
        this.backend = backend;
    }

    Document findAndModify(String database, Document command) {
        return narrowed(database, command.get("findAndModify"), command, "query", command.get("update"));
    }

    Document update(String database, Document command) {
        if (!(command.get("updates") instanceof List<?> updates)) {
            return command;
        }
        List<Document> narrowed = new ArrayList<>();
        for (Object update : updates) {
            Document one = (Document) update;
            narrowed.add(narrowed(database, command.get("update"), one, "q", one.get("u")));
        }
        Document copy = command.clone();
        copy.put("updates", narrowed);
        return copy;
    }

    private Document narrowed(
            String database, @Nullable Object collection, Document statement, String field, @Nullable Object change) {
        if (!(statement.get(field) instanceof Document filter) || isPositional(change)) {
            return statement;
        }
        Object id = idIn(filter);
        if (id == null || id instanceof Document || id instanceof BsonRegularExpression) {
            return statement;
        }
        Document byId = new Document("_id", id);
        MongoCollection<?> documents =
                backend.resolveDatabase(database).resolveCollection(String.valueOf(collection), false);
        if (documents == null) {
            return statement;
        }
        Iterator<Document> found = documents.handleQuery(byId, 0, 1).iterator();
        if (!found.hasNext() || !matcher.matches(found.next(), filter)) {
            return statement;
        }
        Document copy = statement.clone();
        copy.put(field, byId);
        return copy;
    }

    /** The positional operator needs the condition that found the position. */
    private static boolean isPositional(@Nullable Object change) {
        return String.valueOf(change).contains(".$");
    }

    /** What {@code _id} must equal; drivers write several conditions as fields of one document or as {@code $and}. */
    private static @Nullable Object idIn(Document filter) {
        if (filter.get("$and") instanceof List<?> conditions) {
            for (Object condition : conditions) {
                Object id = ((Document) condition).get("_id");
                if (id != null) {
                    return id;
                }
            }
        }
        return filter.get("_id");
    }
}
