package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.andejia.crm.customers.customer.PoolQuery;
import com.andejia.crm.customers.staff.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.conversions.Bson;

/** Questions about the public pool in MongoDB's words. */
final class PoolFilters {
    /** A range, so that an index answers it that also has those without the field. */
    static final Bson IN_POOL = gte("pooledAt", Date.from(Instant.EPOCH));

    private PoolFilters() {}

    static Bson of(PoolQuery query, Actor reader) {
        List<Bson> filters = new ArrayList<>(List.of(IN_POOL));
        if (query.search() != null) {
            filters.add(search(query.search(), reader));
        }
        if (query.name() != null) {
            filters.add(CustomerFilters.prefix("name", query.name()));
        }
        if (query.phone() != null) {
            filters.add(CustomerFilters.prefix("phone", query.phone()));
        }
        query.equal().forEach((field, value) -> filters.add(eq(field, value)));
        if (query.from() != null) {
            filters.add(gte("createdAt", Date.from(query.from())));
        }
        if (query.to() != null) {
            filters.add(lt("createdAt", Date.from(query.to())));
        }
        if (query.after() != null) {
            filters.add(CustomerFilters.behind(query.after()));
        }
        return and(filters);
    }

    /** By the phone for managers only: others could guess it, digit by digit. */
    private static Bson search(String text, Actor reader) {
        Bson nameOrNumber = or(CustomerFilters.prefix("name", text), CustomerFilters.prefix("customerNo", text));
        return reader.isManager() ? or(nameOrNumber, CustomerFilters.prefix("phone", text)) : nameOrNumber;
    }
}
