package com.andejia.crm.customers.customer;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What list is asked for.
 *
 * @param search the beginning of a name, phone or customer number
 * @param equal fields that must have just this value
 * @param from the first instant of creation
 * @param to the instant after the last one
 */
public record CustomerQuery(
        @Nullable String search,
        @Nullable String name,
        @Nullable String phone,
        Map<String, String> equal,
        @Nullable String assignedTo,
        @Nullable Instant from,
        @Nullable Instant to,
        String sortBy,
        boolean ascending,
        int page,
        int pageSize) {}
