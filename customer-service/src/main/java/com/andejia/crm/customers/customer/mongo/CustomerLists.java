package com.andejia.crm.customers.customer.mongo;

import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerCursor;
import com.andejia.crm.customers.customer.CustomerQuery;
import com.andejia.crm.customers.staff.Actor;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads lists: a numbered page and the count of all rows, or what follows a cursor, which needs no skipping and no counting. */
class CustomerLists {
    private final ReactiveMongoTemplate mongo;

    CustomerLists(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    Mono<Page<Customer>> page(CustomerQuery query, Actor reader) {
        Bson filter = CustomerFilters.of(query, reader);
        if (query.after() != null) {
            return rows(query, filter, 0)
                    .map(rows -> Page.afterCursor(shown(rows, query), query.pageSize(), next(rows, query)));
        }
        return rows(query, filter, (query.page() - 1) * query.pageSize())
                .zipWith(
                        count(filter),
                        (rows, total) -> Page.of(shown(rows, query), total, query.page(), query.pageSize())
                                .continuedAt(next(rows, query)));
    }

    /** One more than is shown, which tells whether there are more. */
    private Mono<List<Customer>> rows(CustomerQuery query, Bson filter, int skipped) {
        Flux<Customer> rows = mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        customers -> customers
                                .find(filter)
                                .projection(MongoCustomers.WITHOUT_INTERNALS)
                                .sort(CustomerFilters.sort(query))
                                .skip(skipped)
                                .limit(query.pageSize() + 1))
                .map(CustomerDocument::toCustomer);
        return rows.collectList();
    }

    private Mono<Long> count(Bson filter) {
        return mongo.execute(MongoCustomers.CUSTOMERS, customers -> customers.countDocuments(filter))
                .next();
    }

    private static List<Customer> shown(List<Customer> rows, CustomerQuery query) {
        return rows.subList(0, Math.min(rows.size(), query.pageSize()));
    }

    private static @Nullable String next(List<Customer> rows, CustomerQuery query) {
        return rows.size() <= query.pageSize()
                ? null
                : CustomerCursor.behind(rows.get(query.pageSize() - 1), query).encode();
    }
}
