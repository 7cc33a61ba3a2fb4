package com.andejia.crm.notifications.feed.web;

import com.andejia.crm.notifications.api.InvalidRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A point in time as a query gives it: an RFC 3339 instant, or a day in the agency's zone, which is meant whole. */
@Component
class DateParameter {
    private static final int LAST_YEAR = 9999;

    private final ZoneId zone;

    DateParameter(@Value("${crm.zone}") ZoneId zone) {
        this.zone = zone;
    }

    /** The first instant meant, included; null if none is given. */
    @Nullable
    Instant from(String name, @Nullable String text) {
        return parse(name, text, 0);
    }

    /** The last instant meant, excluded; null if none is given. */
    @Nullable
    Instant until(String name, @Nullable String text) {
        return parse(name, text, 1);
    }

    private @Nullable Instant parse(String name, @Nullable String text, int daysOrMillisLater) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            if (text.indexOf('T') >= 0) {
                OffsetDateTime instant = OffsetDateTime.parse(text);
                requireCalendarYear(instant.getYear());
                return instant.toInstant().plus(daysOrMillisLater, ChronoUnit.MILLIS);
            }
            LocalDate day = LocalDate.parse(text);
            requireCalendarYear(day.getYear());
            return day.plusDays(daysOrMillisLater).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRequest(name, "应为日期 2025-11-24 或时间 2025-11-24T07:43:08.911Z");
        }
    }

    private static void requireCalendarYear(int year) {
        if (year < 1 || year > LAST_YEAR) {
            throw new DateTimeException("year " + year);
        }
    }
}
