package com.andejia.crm.customers.customer.mongo;

import com.andejia.crm.customers.api.Page;
import com.andejia.crm.customers.customer.Customer;
import java.util.List;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads lists: a numbered page and the count of all rows, or what follows a cursor, which needs no skipping and no counting. */
class CustomerLists {
    private final ReactiveMongoTemplate mongo;

    CustomerLists(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    Mono<Page<Customer>> page(Bson filter, Slice slice) {
        if (slice.after() != null) {
            return rows(filter, slice)
                    .map(rows -> Page.afterCursor(slice.shown(rows), slice.pageSize(), slice.next(rows)));
        }
        return rows(filter, slice)
                .zipWith(
                        count(filter),
                        (rows, total) -> Page.of(slice.shown(rows), total, slice.page(), slice.pageSize())
                                .continuedAt(slice.next(rows)));
    }

    private Mono<List<Customer>> rows(Bson filter, Slice slice) {
        Flux<Customer> rows = mongo.execute(
                        MongoCustomers.CUSTOMERS,
                        customers -> customers
                                .find(filter)
                                .projection(MongoCustomers.WITHOUT_INTERNALS)
                                .sort(slice.sort())
                                .skip(slice.skipped())
                                .limit(slice.read()))
                .map(CustomerDocument::toCustomer);
        return rows.collectList();
    }

    Mono<Long> count(Bson filter) {
        return mongo.execute(MongoCustomers.CUSTOMERS, customers -> customers.countDocuments(filter))
                .next();
    }
}
