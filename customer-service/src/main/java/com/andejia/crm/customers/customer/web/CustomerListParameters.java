package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.customer.CustomerCursor;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.CustomerQuery;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads the parameters of a list of customers. */
final class CustomerListParameters {
    private static final List<String> ORDERS = List.of("asc", "desc");
    private static final int LONGEST = 50;
    private static final int LONGEST_CURSOR = 500;
    private static final int LAST_PAGE = 1_000_000;

    private CustomerListParameters() {}

    static CustomerQuery read(MultiValueMap<String, String> parameters, CustomerEnums enums, ZoneId zone) {
        Fields fields = Fields.ofQuery(parameters);
        CustomerQuery query = read(fields, enums, zone);
        fields.check();
        return query;
    }

    static CustomerQuery read(Fields fields, CustomerEnums enums, ZoneId zone) {
        String sortBy = Objects.requireNonNullElse(fields.oneOf("sortBy", CustomerQuery.SORTS), "createdAt");
        boolean ascending = "asc".equals(fields.oneOf("sortOrder", ORDERS));
        return new CustomerQuery(
                fields.text("search", LONGEST),
                fields.text("name", LONGEST),
                fields.text("phone", LONGEST),
                equal(fields, enums),
                fields.text("assignedTo", LONGEST),
                fields.instant("from", zone, false),
                fields.instant("to", zone, true),
                sortBy,
                ascending,
                cursor(fields, sortBy, ascending),
                Objects.requireNonNullElse(fields.integer("page", 1, LAST_PAGE), 1),
                Objects.requireNonNullElse(fields.integer("pageSize", 1, 100), 20));
    }

    /** From an earlier answer to the same question; one of a list in another order would skip rows. */
    private static @Nullable CustomerCursor cursor(Fields fields, String sortBy, boolean ascending) {
        String text = fields.text("cursor", LONGEST_CURSOR);
        if (text == null) {
            return null;
        }
        CustomerCursor cursor = CustomerCursor.decode(text).orElse(null);
        boolean fits = cursor != null && cursor.sortBy().equals(sortBy) && cursor.ascending() == ascending;
        return fields.require(fits, "cursor", "cursor 无效，或与排序方式不符") ? cursor : null;
    }

    private static Map<String, String> equal(Fields fields, CustomerEnums enums) {
        Map<String, Collection<String>> values = Map.of(
                "leadSource", enums.leadSources(),
                "leadLevel", enums.leadLevels(),
                "contractStatus", enums.contractStatuses(),
                "serviceCategory", enums.serviceCategories());
        Map<String, String> equal = new LinkedHashMap<>();
        CustomerQuery.PROPERTIES.forEach(field -> {
            String value = fields.oneOf(field, Objects.requireNonNull(values.get(field)));
            if (value != null) {
                equal.put(field, value);
            }
        });
        return equal;
    }
}
