package com.andejia.crm.customers.importing.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.unset;

import com.andejia.crm.customers.importing.Chunk;
import com.andejia.crm.customers.importing.ImportRow;
import com.andejia.crm.customers.importing.ImportRows;
import com.andejia.crm.customers.importing.RowCounts;
import com.andejia.crm.customers.importing.RowError;
import com.andejia.crm.customers.importing.Settled;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Chunks as documents {@code {_id, of, number, open: [{row, values}], created, duplicates, failed, errors}}. Whether
 * {@code open} is there is whether the chunk is at its end, and one write makes it so: the counts cannot drift.
 */
class MongoImportRows implements ImportRows {
    static final String ROWS = "import_rows";

    /** Of documents that are fetched at once, so that few are in memory. */
    private static final int BATCH = 4;

    private final ReactiveMongoTemplate mongo;

    MongoImportRows(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Mono<Void> add(Chunk chunk) {
        RowCounts counts = chunk.settled().counts();
        Document document = new Document("_id", id(chunk))
                .append("of", chunk.operationId())
                .append("number", chunk.number())
                .append("created", counts.created())
                .append("duplicates", counts.duplicates())
                .append("failed", counts.failed())
                .append("errors", errors(chunk.settled()));
        if (!chunk.toEnter().isEmpty()) {
            document.append(
                    "open",
                    chunk.toEnter().stream().map(MongoImportRows::document).toList());
        }
        return mongo.execute(ROWS, rows -> rows.insertOne(document)).then();
    }

    private static String id(Chunk chunk) {
        return chunk.operationId() + ":" + chunk.number();
    }

    private static Document document(ImportRow row) {
        return new Document("row", row.number()).append("values", new Document(Map.copyOf(row.values())));
    }

    @Override
    public Flux<Chunk> open(String operationId) {
        return mongo.execute(
                        ROWS,
                        rows -> rows.find(and(eq("of", operationId), exists("open")))
                                .sort(Sorts.ascending("number"))
                                .projection(Projections.include("of", "number", "open"))
                                .batchSize(BATCH))
                .map(MongoImportRows::chunk);
    }

    private static Chunk chunk(Document document) {
        return new Chunk(
                document.getString("of"),
                document.getLong("number"),
                document.getList("open", Document.class).stream()
                        .map(MongoImportRows::row)
                        .toList(),
                new Settled(RowCounts.NONE, List.of()));
    }

    private static ImportRow row(Document row) {
        Map<String, String> values = new LinkedHashMap<>();
        row.get("values", Document.class).forEach((field, value) -> values.put(field, (String) value));
        return new ImportRow(row.getInteger("row"), values);
    }

    @Override
    public Mono<Void> settle(Chunk chunk, Settled settled) {
        RowCounts counts = settled.counts();
        Bson atItsEnd = combine(
                inc("created", counts.created()),
                inc("duplicates", counts.duplicates()),
                inc("failed", counts.failed()),
                pushEach("errors", errors(settled)),
                unset("open"));
        return mongo.execute(ROWS, rows -> rows.updateOne(and(eq("_id", id(chunk)), exists("open")), atItsEnd))
                .then();
    }

    @Override
    public Mono<RowCounts> counts(String operationId) {
        return mongo.execute(
                        ROWS,
                        rows -> rows.find(eq("of", operationId))
                                .projection(Projections.include("created", "duplicates", "failed")))
                .map(chunk -> new RowCounts(
                        chunk.getInteger("created"), chunk.getInteger("duplicates"), chunk.getInteger("failed")))
                .reduce(RowCounts.NONE, RowCounts::plus);
    }

    @Override
    public Flux<RowError> errors(String operationId) {
        return mongo.execute(
                        ROWS,
                        rows -> rows.find(eq("of", operationId))
                                .sort(Sorts.ascending("number"))
                                .projection(Projections.include("errors"))
                                .batchSize(BATCH))
                .concatMapIterable(chunk -> chunk.getList("errors", Document.class).stream()
                        .map(MongoImportRows::error)
                        .sorted(Comparator.comparingInt(RowError::row))
                        .toList());
    }

    private static List<Document> errors(Settled settled) {
        return settled.errors().stream()
                .map(error -> new Document("row", error.row())
                        .append("field", error.field())
                        .append("message", error.message()))
                .toList();
    }

    private static RowError error(Document error) {
        return new RowError(error.getInteger("row"), error.getString("field"), error.getString("message"));
    }

    @Override
    public Mono<Void> remove(String operationId) {
        return mongo.execute(ROWS, rows -> rows.deleteMany(eq("of", operationId)))
                .then();
    }
}
