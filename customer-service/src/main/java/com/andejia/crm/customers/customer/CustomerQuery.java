package com.andejia.crm.customers.customer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What list is asked for.
 *
 * @param search the beginning of a name, phone, customer number or WeChat id
 * @param equal of {@link #PROPERTIES}, those that must have just this value
 * @param from the first instant of creation
 * @param to the instant after the last one
 * @param sortBy one of {@link #SORTS}
 * @param after goes on there, instead of at a numbered page
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
        @Nullable CustomerCursor after,
        int page,
        int pageSize) {
    public static final List<String> SORTS = List.of("createdAt", "updatedAt", "name");
    public static final List<String> PROPERTIES =
            List.of("leadSource", "leadLevel", "contractStatus", "serviceCategory");
}
