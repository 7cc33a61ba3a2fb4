package com.andejia.crm.notifications.scenario;

import org.jspecify.annotations.Nullable;

/** What a text says in place of something that is not there. */
final class Texts {
    static final String NOBODY = "暂无";

    private static final String UNKNOWN = "未填写";

    private Texts() {}

    static String orUnknown(@Nullable String value) {
        return value == null ? UNKNOWN : value;
    }
}
