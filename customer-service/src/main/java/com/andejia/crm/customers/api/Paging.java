package com.andejia.crm.customers.api;

import java.util.Objects;
import org.springframework.util.MultiValueMap;

/** Which page of a list is asked for. */
public record Paging(int page, int pageSize) {
    private static final int LAST_PAGE = 1_000_000;

    public static Paging read(MultiValueMap<String, String> parameters) {
        Fields fields = Fields.ofQuery(parameters);
        Paging paging = read(fields);
        fields.check();
        return paging;
    }

    public static Paging read(Fields fields) {
        return new Paging(
                Objects.requireNonNullElse(fields.integer("page", 1, LAST_PAGE), 1),
                Objects.requireNonNullElse(fields.integer("pageSize", 1, 100), 20));
    }
}
