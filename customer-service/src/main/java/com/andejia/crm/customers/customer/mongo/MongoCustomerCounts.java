package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;

import com.andejia.crm.customers.customer.CustomerCounts;
import com.andejia.crm.customers.customer.CustomerQuery;
import com.andejia.crm.customers.staff.Actor;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/** Counts in the database: what comes back is one row for each combination of values, however many customers there are. */
class MongoCustomerCounts implements CustomerCounts {
    private final ReactiveMongoTemplate mongo;

    MongoCustomerCounts(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Told which index holds all that is asked for: without a condition none would be chosen. */
    @Override
    public Mono<ByProperty> byProperty(Actor reader) {
        Document key = new Document();
        CustomerQuery.PROPERTIES.forEach(property -> key.append(property, "$" + property));
        List<Bson> pipeline = List.of(
                Aggregates.match(CustomerFilters.rowsOf(reader)), Aggregates.group(key, Accumulators.sum("count", 1L)));
        return mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        customers -> customers.aggregate(pipeline).hintString(CustomerIndexes.PROPERTIES))
                .collectList()
                .map(MongoCustomerCounts::sum);
    }

    private static ByProperty sum(List<Document> groups) {
        long total = 0;
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (Document group : groups) {
            long count = group.get("count", Number.class).longValue();
            total += count;
            Document values = group.get("_id", Document.class);
            CustomerQuery.PROPERTIES.stream()
                    .filter(property -> values.getString(property) != null)
                    .forEach(property -> counts.computeIfAbsent(property, none -> new HashMap<>())
                            .merge(values.getString(property), count, Long::sum));
        }
        return new ByProperty(total, counts);
    }

    @Override
    public Mono<Long> createdSince(Instant start, Actor reader) {
        Bson filter = and(CustomerFilters.rowsOf(reader), gte("createdAt", Date.from(start)));
        return mongo.execute(MongoCustomers.CUSTOMERS, customers -> customers.countDocuments(filter))
                .next();
    }
}
