package com.andejia.crm.notifications.preference.web;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of preferences as it is sent; any part of it may be missing. */
record PreferenceBody(
        @Nullable Map<String, @Nullable Boolean> types,
        @Nullable QuietHoursBody quietHours,
        @Nullable Boolean digestBursts,
        @Schema(allowableValues = {"zh-CN", "en"}) @Nullable String locale) {

    record QuietHoursBody(
            @Nullable Boolean enabled,
            @Schema(example = "22:00") @Nullable String start,
            @Schema(example = "08:00") @Nullable String end,
            @Schema(example = "Asia/Shanghai") @Nullable String zone,

            @ArraySchema(minItems = 1, schema = @Schema(implementation = DayOfWeek.class)) @Nullable
            List<@Nullable String> days,

            @Nullable Boolean letHighThrough) {
        static final QuietHoursBody NOTHING = new QuietHoursBody(null, null, null, null, null, null);
    }
}
