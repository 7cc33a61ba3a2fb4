package com.andejia.crm.customers.customer.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.andejia.crm.customers.customer.CustomerQuery;
import com.andejia.crm.customers.customer.DuplicateCustomer.Of;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.springframework.dao.DuplicateKeyException;

/** The indexes on customers, and what each is for. */
final class CustomerIndexes {
    private static final Map<String, Of> UNIQUE = Map.of(
            "phone_unique", Of.PHONE,
            "wechat_unique", Of.WECHAT,
            "customer_no_unique", Of.NUMBER,
            "idempotency_unique", Of.IDEMPOTENCY_KEY);

    private static final Pattern VIOLATED = Pattern.compile("index: (\\S+)");

    static final String PROPERTIES = "owner_properties";

    /** Sparse where the field may be absent: absence is no duplicate. */
    static final List<IndexModel> ALL = List.of(
            unique("phone_unique", "phone"),
            unique("wechat_unique", "wechatId"),
            unique("customer_no_unique", "customerNo"),
            unique("idempotency_unique", "idempotency.key"),
            sparse("idempotency_expiry", "idempotency.until"),
            // Of erased customers, those of which something may be left elsewhere.
            sparse("traces_left", MongoErasures.TRACES_LEFT),
            // An employee's own list, newest first; also a manager's list of one person's customers, and how many they
            // hold.
            index("owner_newest", compoundIndex(ascending("assignedTo.id"), descending("createdAt", "_id"))),
            // A manager's list, newest first, whole or by one property.
            index("newest", descending("createdAt", "_id")),
            index("status_newest", compoundIndex(ascending("contractStatus"), descending("createdAt", "_id"))),
            index("source_newest", compoundIndex(ascending("leadSource"), descending("createdAt", "_id"))),
            index("level_newest", compoundIndex(ascending("leadLevel"), descending("createdAt", "_id"))),
            index("category_newest", compoundIndex(ascending("serviceCategory"), descending("createdAt", "_id"))),
            // The public pool, newest in it first, and its statistics; filters are applied on the way through it.
            index("pool_newest", descending("pooledAt", "_id")),
            // Search by the beginning of a name, and lists by name or by last change.
            index("name", ascending("name", "_id")),
            index("owner_name", ascending("assignedTo.id", "name", "_id")),
            index("updated", descending("updatedAt", "_id")),
            index("owner_updated", compoundIndex(ascending("assignedTo.id"), descending("updatedAt", "_id"))),
            // All that counting by property needs to know: it reads the index and no document.
            index(
                    PROPERTIES,
                    compoundIndex(
                            ascending("assignedTo.id"), ascending(CustomerQuery.PROPERTIES), ascending("createdAt"))),
            // Upkeep: the longest silences of which nobody has been told, and of customers that may go back to the
            // pool.
            index("unreminded_quiet", ascending("reminded", "quietSince", "_id")),
            index("unfrozen_quiet", ascending("frozen", "quietSince", "_id")));

    /** On the entries of customers' histories that are no longer in the customers themselves. */
    static final List<IndexModel> OF_HISTORY = List.of(
            index("customer_newest", compoundIndex(ascending("of"), descending("version"))),
            // One kind of entry, such as the follow-ups.
            index("customer_action_newest", compoundIndex(ascending("of", "action"), descending("version"))));

    private CustomerIndexes() {}

    /** Which unique index refused a write; all servers name it in the message. */
    static Optional<Of> violatedBy(DuplicateKeyException failure) {
        Matcher message = VIOLATED.matcher(String.valueOf(failure.getMessage()));
        return message.find() ? Optional.ofNullable(UNIQUE.get(message.group(1))) : Optional.empty();
    }

    private static IndexModel unique(String name, String field) {
        return new IndexModel(
                ascending(field), new IndexOptions().name(name).unique(true).sparse(true));
    }

    private static IndexModel sparse(String name, String field) {
        return new IndexModel(ascending(field), new IndexOptions().name(name).sparse(true));
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }
}
