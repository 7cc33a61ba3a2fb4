package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.CustomerQuery;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.util.MultiValueMap;

/** Reads the parameters of a list of customers. */
final class CustomerListParameters {
    private static final List<String> SORTS = List.of("createdAt", "updatedAt", "name");
    private static final List<String> ORDERS = List.of("asc", "desc");
    private static final int LONGEST = 50;
    private static final int LAST_PAGE = 1_000_000;

    private CustomerListParameters() {}

    static CustomerQuery read(MultiValueMap<String, String> parameters, CustomerEnums enums, ZoneId zone) {
        Fields fields = Fields.ofQuery(parameters);
        CustomerQuery query = read(fields, enums, zone);
        fields.check();
        return query;
    }

    static CustomerQuery read(Fields fields, CustomerEnums enums, ZoneId zone) {
        return new CustomerQuery(
                fields.text("search", LONGEST),
                fields.text("name", LONGEST),
                fields.text("phone", LONGEST),
                equal(fields, enums),
                fields.text("assignedTo", LONGEST),
                fields.instant("from", zone, false),
                fields.instant("to", zone, true),
                Objects.requireNonNullElse(fields.oneOf("sortBy", SORTS), "createdAt"),
                "asc".equals(fields.oneOf("sortOrder", ORDERS)),
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
