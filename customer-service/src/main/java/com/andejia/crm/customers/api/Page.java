package com.andejia.crm.customers.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: a numbered one, counted from 1, or what follows a cursor, which is not counted.
 *
 * @param nextCursor where to go on; absent at the end, and in lists that have no cursors
 */
public record Page<T>(
        List<T> items,
        @Nullable Long total,
        @Nullable Integer page,
        int pageSize,
        @Nullable Long totalPages,
        @Nullable String nextCursor) {

    public static <T> Page<T> of(List<T> items, long total, int page, int pageSize) {
        return new Page<>(items, total, page, pageSize, (total + pageSize - 1) / pageSize, null);
    }

    public static <T> Page<T> afterCursor(List<T> items, int pageSize, @Nullable String nextCursor) {
        return new Page<>(items, null, null, pageSize, null, nextCursor);
    }

    public Page<T> continuedAt(@Nullable String cursor) {
        return new Page<>(items, total, page, pageSize, totalPages, cursor);
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), total, page, pageSize, totalPages, nextCursor);
    }
}
