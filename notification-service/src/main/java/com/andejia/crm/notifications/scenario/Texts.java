package com.andejia.crm.notifications.scenario;

import com.andejia.crm.events.Person;
import org.jspecify.annotations.Nullable;

/** What a text says in place of something that is not there. */
final class Texts {
    static final String NONE = "暂无";

    private static final String UNKNOWN = "未填写";

    private Texts() {}

    static String orUnknown(@Nullable String value) {
        return value == null ? UNKNOWN : value;
    }

    /** For what there may well be none of: an owner, a status before. */
    static String orNone(@Nullable String value) {
        return value == null ? NONE : value;
    }

    /** Who did it; the system, if it happened by itself. */
    static String nameOf(@Nullable Person actor) {
        return actor == null ? Person.SYSTEM.name() : actor.name();
    }
}
