package com.andejia.crm.notifications.preference;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person chooses anew; null and absent types are left as they are. */
public record PreferenceChange(
        Map<String, Boolean> types,
        QuietHoursChange quietHours,
        @Nullable Boolean digestBursts,
        @Nullable String locale) {

    /** The same for each part of the quiet hours. */
    public record QuietHoursChange(
            @Nullable Boolean enabled,
            @Nullable LocalTime start,
            @Nullable LocalTime end,
            @Nullable ZoneId zone,
            @Nullable Set<DayOfWeek> days,
            @Nullable Boolean letHighThrough) {
        QuietHours to(QuietHours present) {
            return new QuietHours(
                    enabled == null ? present.enabled() : enabled,
                    start == null ? present.start() : start,
                    end == null ? present.end() : end,
                    zone == null ? present.zone() : zone,
                    days == null ? present.days() : days,
                    letHighThrough == null ? present.letHighThrough() : letHighThrough);
        }
    }
}
