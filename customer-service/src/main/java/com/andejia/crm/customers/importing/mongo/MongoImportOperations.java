package com.andejia.crm.customers.importing.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.andejia.crm.customers.importing.ImportOperation;
import com.andejia.crm.customers.importing.ImportOperation.State;
import com.andejia.crm.customers.importing.ImportOperations;
import com.andejia.crm.events.Person;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imports as documents {@code {_id, startedBy, state, total, size, startedAt, resumedAt, doneBefore, finishedAt, lease}}. */
class MongoImportOperations implements ImportOperations {
    static final String OPERATIONS = "import_operations";

    /** A time this far ahead was written by a clock that is wrong, and is not waited for. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final ReactiveMongoTemplate mongo;

    MongoImportOperations(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Mono<Void> add(ImportOperation operation) {
        Document document = new Document("_id", operation.id())
                .append(
                        "startedBy",
                        new Document("id", operation.startedBy().id())
                                .append("name", operation.startedBy().name()))
                .append("state", operation.state().name())
                .append("startedAt", Date.from(operation.startedAt()));
        return mongo.execute(OPERATIONS, operations -> operations.insertOne(document))
                .then();
    }

    @Override
    public Mono<ImportOperation> start(String id, int total, int size) {
        Bson running = combine(set("state", State.RUNNING.name()), set("total", total), set("size", size));
        return changed(and(eq("_id", id), inState(State.RECEIVING)), running, new FindOneAndUpdateOptions());
    }

    @Override
    public Mono<ImportOperation> find(String id) {
        return mongo.execute(OPERATIONS, operations -> operations.find(eq("_id", id)))
                .next()
                .map(MongoImportOperations::operation);
    }

    @Override
    public Mono<ImportOperation> claim(String worker, Instant now, Duration lease) {
        Bson isFree = or(
                exists("lease", false),
                eq("lease.by", worker),
                lt("lease.until", Date.from(now)),
                gt("lease.until", Date.from(now.plus(lease).plus(SKEW))));
        return changed(
                and(inState(State.RUNNING), isFree),
                set("lease", new Document("by", worker).append("until", Date.from(now.plus(lease)))),
                new FindOneAndUpdateOptions().sort(Sorts.ascending("startedAt")));
    }

    @Override
    public Mono<Boolean> renew(String id, String worker, Instant until) {
        return mongo.execute(
                        OPERATIONS,
                        operations -> operations.updateOne(
                                and(eq("_id", id), eq("lease.by", worker)), set("lease.until", Date.from(until))))
                .next()
                .map(result -> result.getMatchedCount() > 0);
    }

    @Override
    public Mono<Void> resumed(String id, Instant now, int done) {
        return update(eq("_id", id), combine(set("resumedAt", Date.from(now)), set("doneBefore", done)));
    }

    @Override
    public Mono<Void> release(String worker) {
        return update(and(inState(State.RUNNING), eq("lease.by", worker)), unset("lease"));
    }

    @Override
    public Mono<Void> finish(String id, Instant now) {
        return update(
                and(eq("_id", id), inState(State.RUNNING)),
                combine(set("state", State.FINISHED.name()), set("finishedAt", Date.from(now)), unset("lease")));
    }

    @Override
    public Mono<Void> remove(String id) {
        return mongo.execute(OPERATIONS, operations -> operations.deleteOne(eq("_id", id)))
                .then();
    }

    @Override
    public Flux<String> startedBefore(Instant neverCompleted, Instant finished) {
        Bson neverStarted = and(inState(State.RECEIVING), lt("startedAt", Date.from(neverCompleted)));
        Bson forgotten = and(inState(State.FINISHED), lt("startedAt", Date.from(finished)));
        return mongo.execute(
                        OPERATIONS,
                        operations ->
                                operations.find(or(neverStarted, forgotten)).projection(Projections.include("_id")))
                .map(document -> document.getString("_id"));
    }

    private static Bson inState(State state) {
        return eq("state", state.name());
    }

    private Mono<Void> update(Bson which, Bson change) {
        return mongo.execute(OPERATIONS, operations -> operations.updateOne(which, change))
                .then();
    }

    private Mono<ImportOperation> changed(Bson which, Bson change, FindOneAndUpdateOptions options) {
        return mongo.execute(
                        OPERATIONS,
                        operations -> operations.findOneAndUpdate(
                                which, change, options.returnDocument(ReturnDocument.AFTER)))
                .next()
                .map(MongoImportOperations::operation);
    }

    private static ImportOperation operation(Document document) {
        Document startedBy = document.get("startedBy", Document.class);
        return new ImportOperation(
                document.getString("_id"),
                new Person(startedBy.getString("id"), startedBy.getString("name")),
                State.valueOf(document.getString("state")),
                document.getInteger("total", 0),
                document.getInteger("size", 0),
                Objects.requireNonNull(instant(document, "startedAt")),
                instant(document, "resumedAt"),
                document.getInteger("doneBefore", 0),
                instant(document, "finishedAt"));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
