package com.andejia.crm.localstack;

import static com.andejia.crm.localstack.LocalMongoContract.all;
import static com.andejia.crm.localstack.LocalMongoContract.await;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Updates.combine;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndDeleteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Writes and questions as nobody would think them up, the same ones for the same seed. */
final class RandomTraffic {
    static final List<String> FIELDS =
            List.of("_id", "user", "status", "seq", "outbox.since", "tags", "ev.seq", "mail");

    private final Random random;
    private final boolean odd;
    private int lastId;

    /** @param odd whether values are among them that no index keeps in an order */
    RandomTraffic(long seed, boolean odd) {
        this.random = new Random(seed);
        this.odd = odd;
    }

    /** Something to do, and what comes of it. */
    interface Action {
        /** Does it to a collection, with every filter put in those words. */
        Object on(MongoCollection<Document> all, UnaryOperator<Bson> wording);
    }

    Action next() {
        Bson filter = filter();
        Bson change = change();
        Document sort = sort();
        int few = random.nextInt(4);
        return switch (random.nextInt(11)) {
            case 0 -> {
                Document one = document();
                Document other = document();
                yield (all, wording) -> done(await(all.insertMany(List.of(new Document(one), new Document(other)))));
            }
            case 1 ->
                (all, wording) ->
                        await(all.updateMany(wording.apply(filter), change)).getModifiedCount();
            case 2 -> {
                int id = ++lastId;
                Bson orThis = combine(change, Updates.setOnInsert("_id", id), Updates.setOnInsert("mail", mailOf(id)));
                yield (all, wording) -> await(all.updateOne(filter, orThis, new UpdateOptions().upsert(true)))
                        .toString();
            }
            case 3 ->
                (all, wording) -> await(all.findOneAndUpdate(
                        wording.apply(filter),
                        change,
                        new FindOneAndUpdateOptions().sort(sort).returnDocument(ReturnDocument.AFTER)));
            case 4 ->
                (all, wording) ->
                        await(all.findOneAndDelete(wording.apply(filter), new FindOneAndDeleteOptions().sort(sort)));
            case 5 -> {
                Document one = document();
                Bson other = filter();
                yield (all, wording) -> await(all.bulkWrite(
                                List.of(
                                        new InsertOneModel<>(new Document(one)),
                                        new UpdateManyModel<>(wording.apply(filter), change),
                                        new DeleteOneModel<>(wording.apply(other))),
                                new BulkWriteOptions().ordered(few > 1)))
                        .toString();
            }
            case 6 ->
                (all, wording) -> await(all.countDocuments(
                        wording.apply(filter), new CountOptions().skip(few).limit(10)));
            case 7 -> (all, wording) -> await(all.countDocuments(wording.apply(filter)));
            case 8 -> {
                Bson some = and(
                        Filters.in("user", Arrays.asList("a", "b", random.nextBoolean() ? "c" : value())),
                        Filters.eq("status", value()));
                yield (all, wording) -> Set.copyOf(all(all.aggregate(List.of(
                        Aggregates.match(wording.apply(some)),
                        Aggregates.group("$user", Accumulators.sum("count", 1))))));
            }
            default ->
                (all, wording) ->
                        all(all.find(wording.apply(filter)).sort(sort).skip(few).limit(5 * few));
        };
    }

    private static boolean done(Object ignored) {
        return true;
    }

    Document document() {
        int id = ++lastId;
        Document document = new Document("_id", id).append("mail", mailOf(id));
        for (String field : List.of("user", "status", "seq", "tags")) {
            if (random.nextInt(5) > 0) {
                document.append(field, value());
            }
        }
        if (random.nextInt(3) == 0) {
            document.append("outbox", random.nextInt(4) == 0 ? value() : new Document("since", value()));
        }
        if (random.nextInt(3) == 0) {
            Document event = new Document("seq", value());
            document.append("ev", random.nextBoolean() ? event : List.of(event, new Document("seq", value())));
        }
        return document;
    }

    /** Unique, since one of two collections insists on it. */
    private static String mailOf(int id) {
        return "m" + id;
    }

    private Object value() {
        return random.nextInt(4) > 0 ? usual() : anyOf(odd ? oddities() : sortable());
    }

    /** From so few that they meet. */
    private Object usual() {
        return anyOf(Arrays.asList("a", "b", "c", 1, 2, 3L, 2.0, Instant.ofEpochMilli(1), Instant.ofEpochMilli(2)));
    }

    /** Of all types that have an order. */
    private static List<Object> sortable() {
        return Arrays.asList(null, true, false, -7, 0L, new ObjectId(1, 1), new ObjectId(2, 2));
    }

    private List<Object> oddities() {
        return Arrays.asList(
                null,
                null,
                null,
                true,
                false,
                1.5,
                Double.NaN,
                -0.0,
                0,
                (1L << 53) + 1,
                Long.MIN_VALUE,
                new Decimal128(2),
                new Binary(new byte[] {1}),
                new Document("a", 1),
                List.of(),
                List.of("a", 2),
                Collections.singletonList(null),
                List.of(List.of("a")));
    }

    private Bson change() {
        String field = anyOf(List.of("user", "status", "seq", "tags"));
        return switch (random.nextInt(6)) {
            case 0 -> Updates.unset(field);
            case 1 -> Updates.unset("outbox");
            case 2 -> combine(Updates.set("outbox", new Document("since", value())), Updates.inc("version", 1));
            case 3 -> Updates.set("ev", List.of(new Document("seq", value())));
            default -> Updates.set(field, value());
        };
    }

    private Bson filter() {
        List<Bson> clauses =
                Stream.generate(this::clause).limit(1 + random.nextInt(3)).toList();
        if (random.nextInt(4) > 0) {
            return and(clauses);
        }
        Document together = new Document();
        clauses.forEach(clause -> together.putAll((Document) clause));
        return together;
    }

    private Bson clause() {
        String field = anyOf(FIELDS);
        return switch (random.nextInt(12)) {
            case 0 -> new Document(field, new Document("$exists", random.nextInt(4) > 0));
            case 1 -> new Document("$or", List.of(bounds(field), bounds(field)));
            case 2 -> new Document("$or", List.of(bounds(field), bounds(anyOf(FIELDS))));
            case 3 -> in(field);
            case 4 -> new Document(field, new Document(anyOf(List.of("$ne", "$eq")), operand(field)));
            case 5, 6 -> bounds(field);
            case 7 -> new Document("$and", List.of(bounds(field), bounds(field)));
            default -> new Document(field, operand(field));
        };
    }

    /** Not by a unique field: of several the server itself finds that first which is named first. */
    private Document in(String field) {
        String one = field.equals("mail") ? "user" : field;
        return new Document(one, new Document("$in", Arrays.asList(operand(one), operand(one))));
    }

    private Document bounds(String field) {
        Document bounds = new Document(anyOf(List.of("$gt", "$gte")), operand(field));
        if (random.nextBoolean()) {
            bounds = new Document(anyOf(List.of("$lt", "$lte")), operand(field));
        }
        if (random.nextInt(3) == 0) {
            bounds.append(anyOf(List.of("$lt", "$lte", "$gte")), operand(field));
        }
        return new Document(field, bounds);
    }

    private Object operand(String field) {
        return switch (field) {
            case "_id" -> random.nextInt(lastId + 1);
            case "mail" -> mailOf(random.nextInt(lastId + 1));
            default -> value();
        };
    }

    private Document sort() {
        return switch (random.nextInt(7)) {
            case 0 -> new Document("seq", 1).append("_id", 1);
            case 1 -> new Document("seq", -1).append("_id", -1);
            case 3 -> new Document("_id", -1);
            case 2 -> new Document("$natural", random.nextBoolean() ? 1 : -1);
            default -> new Document();
        };
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    static List<Document> indexes() {
        List<Document> indexes = new ArrayList<>();
        indexes.add(new Document("user", 1).append("status", 1).append("seq", -1));
        indexes.add(new Document("user", 1).append("seq", 1));
        indexes.add(new Document("status", 1));
        indexes.add(new Document("outbox.since", 1));
        indexes.add(new Document("tags", 1));
        indexes.add(new Document("ev.seq", 1).append("user", 1));
        return indexes;
    }
}
