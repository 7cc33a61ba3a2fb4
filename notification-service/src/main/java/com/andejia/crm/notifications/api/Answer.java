package com.andejia.crm.notifications.api;

import org.jspecify.annotations.Nullable;

/** The envelope of every successful answer. */
public record Answer<T extends @Nullable Object>(boolean success, String message, T data) {
    public static <T> Answer<T> of(T data) {
        return new Answer<>(true, "操作成功", data);
    }
}
