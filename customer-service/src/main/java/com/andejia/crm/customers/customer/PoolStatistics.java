package com.andejia.crm.customers.customer;

import java.util.Map;

/**
 * How full the public pool is.
 *
 * @param byLeadSource how many of each source that is there, most first
 * @param byLeadLevel how many of each level that is there, most first
 */
public record PoolStatistics(
        long total,
        Map<String, Long> byLeadSource,
        Map<String, Long> byLeadLevel,
        long enteredToday,
        long enteredThisWeek) {}
