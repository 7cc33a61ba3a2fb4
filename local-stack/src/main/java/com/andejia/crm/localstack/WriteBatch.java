package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Many writes in one command, of which some may be refused: what the server gets wrong about them. */
final class WriteBatch {
    private WriteBatch() {}

    /** The server counts the documents it was given; a driver wants those it kept. */
    static Document insert(Document query, UnaryOperator<Document> server) {
        int given = entries(query, "documents").size();
        Document answer = server.apply(query);
        List<Document> errors = entries(answer, "writeErrors");
        if (!errors.isEmpty()) {
            answer.put("n", isOrdered(query) ? number(errors.get(0), "index") : given - errors.size());
        }
        return answer;
    }

    /** The server carries on after a refused update even if they are ordered; one at a time, it can be stopped there. */
    static Document update(Document query, UnaryOperator<Document> server) {
        List<Document> updates = entries(query, "updates");
        if (updates.size() == 1 || !isOrdered(query)) {
            return server.apply(query);
        }
        Sum sum = new Sum();
        for (int i = 0; i < updates.size() && sum.errors.isEmpty(); i++) {
            Document one = query.clone();
            one.put("updates", List.of(updates.get(i)));
            sum.add(i, server.apply(one));
        }
        return sum.answer();
    }

    private static boolean isOrdered(Document query) {
        return !Boolean.FALSE.equals(query.get("ordered"));
    }

    private static List<Document> entries(Document document, String name) {
        List<Document> entries = new ArrayList<>();
        if (document.get(name) instanceof Iterable<?> list) {
            list.forEach(entry -> entries.add((Document) entry));
        }
        return entries;
    }

    private static int number(Document document, String name) {
        return document.get(name) instanceof Number number ? number.intValue() : 0;
    }

    private static final class Sum {
        private final List<Document> upserted = new ArrayList<>();
        private final List<Document> errors = new ArrayList<>();
        private int matched;
        private int modified;

        void add(int index, Document answer) {
            matched += number(answer, "n");
            modified += number(answer, "nModified");
            entries(answer, "upserted").forEach(entry -> upserted.add(entry.append("index", index)));
            entries(answer, "writeErrors").forEach(entry -> errors.add(entry.append("index", index)));
        }

        Document answer() {
            Document answer = new Document("n", matched).append("nModified", modified);
            if (!upserted.isEmpty()) {
                answer.append("upserted", upserted);
            }
            if (!errors.isEmpty()) {
                answer.append("writeErrors", errors);
            }
            return answer.append("ok", 1.0);
        }
    }
}
