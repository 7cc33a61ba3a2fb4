package com.andejia.crm.localstack;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a query demands of single fields, all of it. What is not understood is left to whoever checks the documents. */
final class Conditions {
    /** With any other operator, such as {@code $regex}, the server may not mean all of them together. */
    private static final Set<String> UNDERSTOOD =
            Set.of("$eq", "$in", "$gt", "$gte", "$lt", "$lte", "$exists", "$ne", "$nin");

    private final Map<String, Condition> byField = new HashMap<>();

    static Conditions of(@Nullable Document query) {
        Conditions conditions = new Conditions();
        if (query != null) {
            query.forEach(conditions::read);
        }
        return conditions;
    }

    boolean isEmpty() {
        return byField.isEmpty();
    }

    @Nullable
    Condition on(String field) {
        return byField.get(field);
    }

    private void read(String key, @Nullable Object value) {
        if (key.equals("$and")) {
            documents(value).forEach(clause -> clause.forEach(this::read));
        } else if (key.equals("$or")) {
            fieldsOfAll(documents(value)).forEach(field -> demand(field, Condition.PRESENT));
        } else if (!key.startsWith("$")) {
            readField(key, value);
        }
    }

    /** Whichever branch it is, those fields are there. */
    private static Set<String> fieldsOfAll(List<Document> branches) {
        return branches.stream()
                .map(branch -> Conditions.of(branch).byField.keySet())
                .reduce((some, others) -> {
                    some.retainAll(others);
                    return some;
                })
                .orElse(Set.of());
    }

    private void readField(String field, @Nullable Object value) {
        if (!(value instanceof Document operators)) {
            equal(field, value);
        } else if (UNDERSTOOD.containsAll(operators.keySet())) {
            operators.forEach((operator, operand) -> readOperator(field, operator, operand));
        }
    }

    private void readOperator(String field, String operator, @Nullable Object operand) {
        switch (operator) {
            case "$eq" -> equal(field, operand);
            case "$in" -> {
                if (operand instanceof Collection<?> values) {
                    oneOf(field, values);
                }
            }
            case "$exists" -> {
                if (Utils.isTrue(operand)) {
                    demand(field, Condition.PRESENT);
                }
            }
            case "$gt", "$gte", "$lt", "$lte" -> bound(field, operator, PlainValue.of(operand));
            default -> {}
        }
    }

    private void equal(String field, @Nullable Object value) {
        if (value != null
                && Stream.of(Missing.class, Document.class, Collection.class, BsonRegularExpression.class)
                        .noneMatch(type -> type.isInstance(value))) {
            demand(field, Condition.exactly(value));
        }
    }

    private void oneOf(String field, Collection<?> values) {
        List<Object> plain = new ArrayList<>();
        for (Object value : values) {
            Object one = PlainValue.of(value);
            if (one == null) {
                return;
            }
            plain.add(one);
        }
        demand(field, Condition.oneOf(plain.stream().distinct().toList()));
    }

    private void bound(String field, String operator, @Nullable Object value) {
        if (value != null) {
            Condition.Bound bound = new Condition.Bound(value, operator.endsWith("e"));
            demand(field, operator.startsWith("$g") ? Condition.above(bound) : Condition.below(bound));
        }
    }

    private void demand(String field, Condition condition) {
        byField.merge(field, condition, Condition::and);
    }

    private static List<Document> documents(@Nullable Object clauses) {
        List<Document> documents = new ArrayList<>();
        if (clauses instanceof Collection<?> all) {
            all.forEach(clause -> documents.add(clause instanceof Document document ? document : new Document()));
        }
        return documents;
    }
}
