package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import com.andejia.crm.customers.customer.CustomerCursor;
import com.andejia.crm.customers.customer.CustomerQuery;
import com.andejia.crm.customers.staff.Actor;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Questions about customers in MongoDB's words. */
final class CustomerFilters {
    private static final Pattern NUMBER = Pattern.compile("CUS[0-9]{11}");
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}]");

    static final Bson LONGEST_SILENCE = Sorts.ascending("quietSince", "_id");
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
            filters.add(or(
                    prefix("name", search),
                    prefix("phone", search),
                    prefix("customerNo", search.toUpperCase(Locale.ROOT)),
                    prefix("wechatId", search)));
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
        if (query.after() != null) {
            filters.add(behind(query.after()));
        }
        return and(filters);
    }

    /** Bounded on the field by itself, so that an index is entered at the row and not at its beginning. */
    static Bson behind(CustomerCursor row) {
        String field = row.sortBy();
        Object value = row.isByTime() ? Date.from(Instant.ofEpochMilli(Long.parseLong(row.value()))) : row.value();
        return row.ascending()
                ? and(gte(field, value), or(gt(field, value), gt("_id", row.id())))
                : and(lte(field, value), or(lt(field, value), lt("_id", row.id())));
    }

    /** A mark that is not set is absent, which an index keeps as null; in the pool nobody is quiet. */
    static Bson silent(String unmarked, Instant quietBefore) {
        return and(eq(unmarked, null), lt("quietSince", Date.from(quietBefore)));
    }

    private static void addPrefix(List<Bson> filters, String field, @Nullable String text) {
        if (text != null) {
            filters.add(prefix(field, text));
        }
    }

    /** Anchored, so that an index answers it; quoted, so that it is nobody's regular expression. */
    static Bson prefix(String field, String text) {
        return regex(field, "^" + SPECIAL.matcher(text).replaceAll("\\\\$0"));
    }
}
