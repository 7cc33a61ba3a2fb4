package com.andejia.crm.customers.pool.web;

import com.andejia.crm.customers.api.Fields;
import com.andejia.crm.customers.api.Paging;
import com.andejia.crm.customers.customer.CustomerCursor;
import com.andejia.crm.customers.customer.CustomerEnums;
import com.andejia.crm.customers.customer.PoolQuery;
import java.time.ZoneId;

/** Reads the parameters of the list of the public pool. */
final class PoolListParameters {
    private static final int LONGEST = 50;

    private PoolListParameters() {}

    static PoolQuery read(Fields fields, CustomerEnums enums, ZoneId zone) {
        Paging paging = Paging.read(fields);
        return new PoolQuery(
                fields.text("search", LONGEST),
                fields.text("name", LONGEST),
                fields.text("phone", LONGEST),
                enums.wanted(fields),
                fields.instant("from", zone, false),
                fields.instant("to", zone, true),
                CustomerCursor.read(fields, PoolQuery.SORT, false),
                paging.page(),
                paging.pageSize());
    }
}
