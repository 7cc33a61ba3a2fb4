package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.facet;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.or;

import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerPool;
import com.andejia.crm.customers.customer.PoolQuery;
import com.andejia.crm.customers.customer.PoolStatistics;
import com.andejia.crm.customers.staff.Actor;
import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.Facet;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Mono;

/** The public pool: documents with {@code pooledAt}, which exactly those without an owner have. */
class MongoPool implements CustomerPool {
    private static final BsonField COUNT = sum("count", 1);

    private final ReactiveMongoTemplate mongo;
    private final CustomerLists lists;

    MongoPool(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.lists = new CustomerLists(mongo);
    }

    @Override
    public Mono<Customer> find(String idOrNumber, String staffId) {
        Bson visible = or(exists("pooledAt"), eq("assignedTo.id", staffId));
        Bson filter = and(CustomerFilters.idOrNumber(idOrNumber), visible);
        return mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        documents -> documents.find(filter).projection(MongoCustomers.WITHOUT_INTERNALS))
                .next()
                .map(CustomerDocument::toCustomer);
    }

    @Override
    public Mono<Page<Customer>> page(PoolQuery query, Actor reader) {
        return lists.page(PoolFilters.of(query, reader), Slice.of(query));
    }

    @Override
    public Mono<PoolStatistics> statistics(Instant today, Instant thisWeek) {
        List<Bson> pipeline = List.of(
                match(PoolFilters.IN_POOL),
                facet(
                        new Facet("total", group(null, COUNT)),
                        new Facet("sources", countBy("leadSource")),
                        new Facet("levels", countBy("leadLevel")),
                        new Facet("today", match(gte("pooledAt", Date.from(today))), group(null, COUNT)),
                        new Facet("week", match(gte("pooledAt", Date.from(thisWeek))), group(null, COUNT))));
        return mongo.execute(MongoCustomers.CUSTOMERS, documents -> documents.aggregate(pipeline))
                .next()
                .map(MongoPool::statistics);
    }

    private static List<Bson> countBy(String field) {
        return List.of(
                group("$" + field, COUNT), sort(Sorts.orderBy(Sorts.descending("count"), Sorts.ascending("_id"))));
    }

    private static PoolStatistics statistics(Document facets) {
        return new PoolStatistics(
                single(facets, "total"),
                counts(facets, "sources"),
                counts(facets, "levels"),
                single(facets, "today"),
                single(facets, "week"));
    }

    /** Of nothing there is no group. */
    private static long single(Document facets, String facet) {
        return facets.getList(facet, Document.class).stream()
                .mapToLong(MongoPool::count)
                .sum();
    }

    private static Map<String, Long> counts(Document facets, String facet) {
        Map<String, Long> counts = new LinkedHashMap<>();
        facets.getList(facet, Document.class).forEach(group -> counts.put(group.getString("_id"), count(group)));
        return counts;
    }

    private static long count(Document group) {
        return group.get("count", Number.class).longValue();
    }

    @Override
    public Mono<Long> heldBy(String staffId) {
        return lists.count(eq("assignedTo.id", staffId));
    }
}
