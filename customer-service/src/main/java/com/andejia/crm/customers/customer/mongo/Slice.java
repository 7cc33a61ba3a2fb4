package com.andejia.crm.customers.customer.mongo;

import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerCursor;
import com.andejia.crm.customers.customer.CustomerQuery;
import com.andejia.crm.customers.customer.PoolQuery;
import com.mongodb.client.model.Sorts;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Which part of a list is read, and in what order. */
record Slice(String sortBy, boolean ascending, @Nullable CustomerCursor after, int page, int pageSize) {

    static Slice of(CustomerQuery query) {
        return new Slice(query.sortBy(), query.ascending(), query.after(), query.page(), query.pageSize());
    }

    static Slice of(PoolQuery query) {
        return new Slice(PoolQuery.SORT, false, query.after(), query.page(), query.pageSize());
    }

    /** The id makes the order total, so that no row is on two pages. */
    Bson sort() {
        return ascending ? Sorts.ascending(sortBy, "_id") : Sorts.descending(sortBy, "_id");
    }

    int skipped() {
        return after == null ? (page - 1) * pageSize : 0;
    }

    /** One more than is shown, which tells whether there are more. */
    int read() {
        return pageSize + 1;
    }

    List<Customer> shown(List<Customer> rows) {
        return rows.subList(0, Math.min(rows.size(), pageSize));
    }

    @Nullable
    String next(List<Customer> rows) {
        return rows.size() <= pageSize
                ? null
                : CustomerCursor.behind(rows.get(pageSize - 1), sortBy, ascending)
                        .encode();
    }
}
