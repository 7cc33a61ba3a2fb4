package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import com.andejia.crm.customers.customer.CustomerQuery;
import com.andejia.crm.customers.staff.Actor;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Questions about customers in MongoDB's words. */
final class CustomerFilters {
    private static final Pattern NUMBER = Pattern.compile("CUS[0-9]{11}");
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}]");

    private static final Date BEGINNING = Date.from(Instant.EPOCH);

    private CustomerFilters() {}

    /**
     * Managers see all, everybody else what they are responsible for. An erased customer has neither date nor owner left, so
     * nobody sees it; the date is what the lists' indexes have in common, so that asking for it costs nothing.
     */
    static Bson rowsOf(Actor reader) {
        return reader.isManager() ? gte("createdAt", BEGINNING) : eq("assignedTo.id", reader.id());
    }

    static Bson idOrNumber(String text) {
        return eq(NUMBER.matcher(text).matches() ? "customerNo" : "_id", text);
    }

    static Bson of(CustomerQuery query, Actor reader) {
        List<Bson> filters = new ArrayList<>(List.of(rowsOf(reader)));
        String search = query.search();
        if (search != null) {
            filters.add(or(prefix("name", search), prefix("phone", search), prefix("customerNo", search)));
        }
        addPrefix(filters, "name", query.name());
        addPrefix(filters, "phone", query.phone());
        query.equal().forEach((field, value) -> filters.add(eq(field, value)));
        if (query.assignedTo() != null) {
            filters.add(eq("assignedTo.id", query.assignedTo()));
        }
        if (query.from() != null) {
            filters.add(gte("createdAt", Date.from(query.from())));
        }
        if (query.to() != null) {
            filters.add(lt("createdAt", Date.from(query.to())));
        }
        return and(filters);
    }

    /** The id makes the order total, so that no row is on two pages. */
    static Bson sort(CustomerQuery query) {
        return query.ascending() ? Sorts.ascending(query.sortBy(), "_id") : Sorts.descending(query.sortBy(), "_id");
    }

    private static void addPrefix(List<Bson> filters, String field, @Nullable String text) {
        if (text != null) {
            filters.add(prefix(field, text));
        }
    }

    /** Anchored, so that an index answers it; quoted, so that it is nobody's regular expression. */
    private static Bson prefix(String field, String text) {
        return regex(field, "^" + SPECIAL.matcher(text).replaceAll("\\\\$0"));
    }
}
