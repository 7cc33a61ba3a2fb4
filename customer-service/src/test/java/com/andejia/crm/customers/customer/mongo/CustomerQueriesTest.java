package com.andejia.crm.customers.customer.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.customer.CustomerCursor;
import com.andejia.crm.customers.customer.CustomerQuery;
import com.andejia.crm.customers.customer.PoolQuery;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.customers.staff.Role;
import com.mongodb.client.model.IndexModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No question that can be asked makes the database read all customers: each has an index that begins as the question does. */
class CustomerQueriesTest {
    private static final Actor MANAGER = new Actor("m", "经理", Set.of(Role.MANAGER));
    private static final Actor EMPLOYEE = new Actor("e", "员工", Set.of(Role.EMPLOYEE));
    private static final Instant DAY = Instant.parse("2025-11-24T00:00:00Z");

    static Stream<Actor> readers() {
        return Stream.of(MANAGER, EMPLOYEE);
    }

    /** Every combination of parameters, in every order: of each parameter one bit tells whether it is there. */
    private static Stream<CustomerQuery> queries() {
        return IntStream.range(0, 1 << (6 + CustomerQuery.PROPERTIES.size()))
                .boxed()
                .flatMap(bits -> CustomerQuery.SORTS.stream()
                        .flatMap(sortBy -> Stream.of(true, false).map(ascending -> query(bits, sortBy, ascending))));
    }

    private static CustomerQuery query(int bits, String sortBy, boolean ascending) {
        Map<String, String> equal = new LinkedHashMap<>();
        for (int i = 0; i < CustomerQuery.PROPERTIES.size(); i++) {
            if ((bits >> (6 + i) & 1) == 1) {
                equal.put(CustomerQuery.PROPERTIES.get(i), "值");
            }
        }
        String place = sortBy.equals("name") ? "张" : "1763942400000";
        return new CustomerQuery(
                (bits & 1) == 1 ? "张" : null,
                (bits >> 1 & 1) == 1 ? "张" : null,
                (bits >> 2 & 1) == 1 ? "138" : null,
                equal,
                (bits >> 3 & 1) == 1 ? "e" : null,
                (bits >> 4 & 1) == 1 ? DAY : null,
                (bits >> 4 & 1) == 1 ? DAY : null,
                sortBy,
                ascending,
                (bits >> 5 & 1) == 1 ? new CustomerCursor(sortBy, ascending, place, "id") : null,
                1,
                20);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void everyQueryBeginsAsAnIndexDoes(Actor reader) {
        assertThat(queries()).allSatisfy(query -> {
            Shape shape = Shape.of(CustomerFilters.of(query, reader));
            List<String> sort = keys(Slice.of(query).sort());
            assertThat(shape.isBoundedByAnIndex() || isInOrder(shape, sort))
                    .as("%s sorted by %s", shape, sort)
                    .isTrue();
        });
    }

    @Test
    void anEmployeesListIsReadInItsOrder() {
        assertThat(CustomerQuery.SORTS).allSatisfy(sortBy -> {
            CustomerQuery query = query(0, sortBy, true);
            assertThat(isInOrder(
                            Shape.of(CustomerFilters.of(query, EMPLOYEE)),
                            keys(Slice.of(query).sort())))
                    .isTrue();
        });
    }

    @Test
    void aManagersListIsReadInItsOrderWholeOrByOneProperty() {
        assertThat(CustomerQuery.SORTS).allSatisfy(sortBy -> {
            CustomerQuery query = query(0, sortBy, false);
            assertThat(isInOrder(
                            Shape.of(CustomerFilters.of(query, MANAGER)),
                            keys(Slice.of(query).sort())))
                    .isTrue();
        });
        assertThat(CustomerQuery.PROPERTIES).allSatisfy(property -> {
            CustomerQuery query = query(1 << (6 + CustomerQuery.PROPERTIES.indexOf(property)), "createdAt", false);
            assertThat(isInOrder(
                            Shape.of(CustomerFilters.of(query, MANAGER)),
                            keys(Slice.of(query).sort())))
                    .as(property)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("readers")
    void thePoolIsReadInItsOrderFromTheBeginningAndFromACursor(Actor reader) {
        var cursor = new CustomerCursor(PoolQuery.SORT, false, "1763942400000", "id");
        for (CustomerCursor after : Arrays.asList(null, cursor)) {
            PoolQuery query = new PoolQuery("张", null, null, Map.of(), null, null, after, 1, 20);
            assertThat(isInOrder(
                            Shape.of(PoolFilters.of(query, reader)),
                            keys(Slice.of(query).sort())))
                    .isTrue();
        }
    }

    @Test
    void upkeepReadsTheLongestSilencesFromAnIndex() {
        for (String mark : List.of("reminded", "frozen")) {
            assertThat(isInOrder(Shape.of(CustomerFilters.silent(mark, DAY)), keys(CustomerFilters.LONGEST_SILENCE)))
                    .isTrue();
        }
    }

    @Test
    void countingByPropertyNeedsTheIndexOnly() {
        List<String> fields = indexes()
                .filter(index ->
                        CustomerIndexes.PROPERTIES.equals(index.getOptions().getName()))
                .map(index -> keys(index.getKeys()))
                .findFirst()
                .orElseThrow();

        assertThat(fields.get(0)).isEqualTo("assignedTo.id");
        assertThat(fields).containsAll(CustomerQuery.PROPERTIES);
    }

    @Test
    void aQueryWithoutAnIndexIsNoticed() {
        Shape shape = Shape.of(new BsonDocument("remarks", new BsonString("x")));

        assertThat(shape.isBoundedByAnIndex()).isFalse();
        assertThat(isInOrder(shape, List.of("remarks"))).isFalse();
    }

    /** An index whose fields, after those that have just one value, are those of the order. */
    private static boolean isInOrder(Shape shape, List<String> sort) {
        return indexes().map(index -> keys(index.getKeys())).anyMatch(fields -> {
            int skipped = 0;
            while (skipped < fields.size() && shape.equal().contains(fields.get(skipped))) {
                skipped++;
            }
            return fields.size() >= skipped + sort.size()
                    && fields.subList(skipped, skipped + sort.size()).equals(sort);
        });
    }

    private static Stream<IndexModel> indexes() {
        return CustomerIndexes.ALL.stream();
    }

    private static List<String> keys(Bson keys) {
        return List.copyOf(keys.toBsonDocument().keySet());
    }

    /** What a filter says of which fields: one value, a range, or one of several things. */
    private record Shape(Set<String> equal, Set<String> bounded, List<Shape> either) {
        static Shape of(Bson filter) {
            Shape shape = new Shape(new HashSet<>(), new HashSet<>(), new ArrayList<>());
            shape.read(filter.toBsonDocument());
            return shape;
        }

        private void read(BsonDocument filter) {
            filter.forEach((key, value) -> {
                if (key.equals("$and")) {
                    value.asArray().forEach(part -> read(part.asDocument()));
                } else if (key.equals("$or")) {
                    value.asArray().forEach(part -> either.add(Shape.of(part.asDocument())));
                } else if (isRange(value)) {
                    bounded.add(key);
                } else {
                    equal.add(key);
                }
            });
        }

        private static boolean isRange(BsonValue value) {
            return value.isRegularExpression()
                    || (value.isDocument() && value.asDocument().getFirstKey().startsWith("$"));
        }

        /** By one field that an index begins with, or by each of the alternatives. */
        boolean isBoundedByAnIndex() {
            return startsAnIndex() || (!either.isEmpty() && either.stream().allMatch(Shape::startsAnIndex));
        }

        private boolean startsAnIndex() {
            return indexes()
                    .map(index -> keys(index.getKeys()).get(0))
                    .anyMatch(first -> equal.contains(first) || bounded.contains(first));
        }
    }
}
