package com.andejia.crm.customers.api;

import java.util.List;
import java.util.function.Function;

/** One page of a list, counted from 1. */
public record Page<T>(List<T> items, long total, int page, int pageSize, long totalPages) {

    public static <T> Page<T> of(List<T> items, long total, int page, int pageSize) {
        return new Page<>(items, total, page, pageSize, (total + pageSize - 1) / pageSize);
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), total, page, pageSize, totalPages);
    }
}
