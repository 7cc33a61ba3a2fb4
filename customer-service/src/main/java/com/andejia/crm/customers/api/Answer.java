package com.andejia.crm.customers.api;

/** What every successful call answers. */
public record Answer<T>(boolean success, String message, T data) {

    public static <T> Answer<T> of(T data) {
        return of("操作成功", data);
    }

    public static <T> Answer<T> of(String message, T data) {
        return new Answer<>(true, message, data);
    }
}
