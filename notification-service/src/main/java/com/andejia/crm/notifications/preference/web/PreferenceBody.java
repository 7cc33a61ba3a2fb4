package com.andejia.crm.notifications.preference.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of preferences as it is sent; any part of it may be missing. */
record PreferenceBody(
        @Nullable Map<String, @Nullable Boolean> types,
        @Nullable QuietHoursBody quietHours,
        @Nullable Boolean digestBursts,
        @Nullable String locale) {

    record QuietHoursBody(
            @Nullable Boolean enabled,
            @Nullable String start,
            @Nullable String end,
            @Nullable String zone,
            @Nullable List<@Nullable String> days,
            @Nullable Boolean letHighThrough) {
        static final QuietHoursBody NOTHING = new QuietHoursBody(null, null, null, null, null, null);
    }
}
