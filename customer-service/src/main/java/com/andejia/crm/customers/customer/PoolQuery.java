package com.andejia.crm.customers.customer;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which customers of the public pool are asked for.
 *
 * @param search the beginning of a name or customer number; for managers also of a phone
 * @param phone the beginning of one; for managers only
 * @param equal fields that must have just this value
 * @param from the first instant of creation
 * @param to the instant after the last one
 * @param after goes on there, instead of at a numbered page
 */
public record PoolQuery(
        @Nullable String search,
        @Nullable String name,
        @Nullable String phone,
        Map<String, String> equal,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable CustomerCursor after,
        int page,
        int pageSize) {
    /** The order of the pool: descending, the newest in it first. */
    public static final String SORT = "pooledAt";
}
