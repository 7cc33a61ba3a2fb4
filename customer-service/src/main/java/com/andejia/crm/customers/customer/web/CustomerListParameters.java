package com.andejia.crm.customers.customer.web;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.api.Paging;
import com.andejia.crm.customers.customer.CustomerCursor;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.CustomerQuery;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.springframework.util.MultiValueMap;

/** Reads the parameters of a list of customers. */
final class CustomerListParameters {
    private static final List<String> ORDERS = List.of("asc", "desc");
    private static final int LONGEST = 50;

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
        Paging paging = Paging.read(fields);
        return new CustomerQuery(
                fields.text("search", LONGEST),
                fields.text("name", LONGEST),
                fields.text("phone", LONGEST),
                enums.wanted(fields),
                fields.text("assignedTo", LONGEST),
                fields.instant("from", zone, false),
                fields.instant("to", zone, true),
                sortBy,
                ascending,
                CustomerCursor.read(fields, sortBy, ascending),
                paging.page(),
                paging.pageSize());
    }
}
