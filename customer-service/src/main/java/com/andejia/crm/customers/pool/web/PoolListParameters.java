package com.andejia.crm.customers.pool.web;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.PoolQuery;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads the parameters of the list of the public pool. */
final class PoolListParameters {
    private static final int LONGEST = 50;
    private static final int LAST_PAGE = 1_000_000;

    private PoolListParameters() {}

    static PoolQuery read(Fields fields, CustomerEnums enums, ZoneId zone) {
        return new PoolQuery(
                fields.text("search", LONGEST),
                fields.text("name", LONGEST),
                fields.text("phone", LONGEST),
                equal(fields, enums),
                fields.instant("from", zone, false),
                fields.instant("to", zone, true),
                Objects.requireNonNullElse(fields.integer("page", 1, LAST_PAGE), 1),
                Objects.requireNonNullElse(fields.integer("pageSize", 1, 100), 20));
    }

    private static Map<String, String> equal(Fields fields, CustomerEnums enums) {
        Map<String, Collection<String>> values = Map.of(
                "leadSource", enums.leadSources(),
                "leadLevel", enums.leadLevels(),
                "contractStatus", enums.contractStatuses(),
                "serviceCategory", enums.serviceCategories());
        Map<String, String> equal = new LinkedHashMap<>();
        values.forEach((field, allowed) -> {
            String value = fields.oneOf(field, allowed);
            if (value != null) {
                equal.put(field, value);
            }
        });
        return equal;
    }
}
