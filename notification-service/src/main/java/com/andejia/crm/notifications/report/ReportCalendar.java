package com.andejia.crm.notifications.report;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which reports are due. It knows the clock and nothing of what has been sent: a service that was away at the time finds the
 * report due when it is back, unless it comes too late to be of use.
 */
@Component
class ReportCalendar {
    private static final Duration DAILY_IS_OF_USE = Duration.ofDays(1);
    private static final Duration PERIODIC_IS_OF_USE = Duration.ofDays(3);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("M月d日", Locale.CHINA);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy年M月", Locale.CHINA);
    private static final DateTimeFormatter MONTH_ID = DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT);

    private final ZoneId zone;
    private final LocalTime dailyAt;
    private final LocalTime periodicAt;

    ReportCalendar(@Value("${crm.zone}") ZoneId zone, ReportProperties properties) {
        this.zone = zone;
        this.dailyAt = properties.dailyAt();
        this.periodicAt = properties.periodicAt();
    }

    /** The last one of each type, if it is still of use. */
    List<Report> due(Instant now) {
        return Stream.of(
                        daily(ReportType.DAILY_REPORT_PERSONAL, now),
                        daily(ReportType.DAILY_REPORT_TEAM, now),
                        weekly(now),
                        monthly(now))
                .filter(report -> now.isBefore(report.at().plus(ofUse(report.type()))))
                .toList();
    }

    private static Duration ofUse(ReportType type) {
        return switch (type) {
            case DAILY_REPORT_PERSONAL, DAILY_REPORT_TEAM -> DAILY_IS_OF_USE;
            case WEEKLY_REPORT, MONTHLY_REPORT -> PERIODIC_IS_OF_USE;
        };
    }

    /** From report to report, not from midnight: what is done after it belongs to the next, and nothing to none. */
    private Report daily(ReportType type, Instant now) {
        LocalDate today = today(now);
        LocalDate day = at(today, dailyAt).isAfter(now) ? today.minusDays(1) : today;
        Instant at = at(day, dailyAt);
        return new Report(type, day.toString(), at, at(day.minusDays(1), dailyAt), at, DAY.format(day));
    }

    private Report weekly(Instant now) {
        LocalDate thisMonday = today(now).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate end = at(thisMonday, periodicAt).isAfter(now) ? thisMonday.minusWeeks(1) : thisMonday;
        LocalDate monday = end.minusWeeks(1);
        int year = monday.get(IsoFields.WEEK_BASED_YEAR);
        int week = monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        String label = "%d年第%d周（%s–%s）"
                .formatted(year, week, DAY_OF_YEAR.format(monday), DAY_OF_YEAR.format(end.minusDays(1)));
        return periodic(ReportType.WEEKLY_REPORT, "%d-W%02d".formatted(year, week), monday, end, label);
    }

    private Report monthly(Instant now) {
        LocalDate thisFirst = today(now).withDayOfMonth(1);
        LocalDate end = at(thisFirst, periodicAt).isAfter(now) ? thisFirst.minusMonths(1) : thisFirst;
        LocalDate first = end.minusMonths(1);
        return periodic(ReportType.MONTHLY_REPORT, MONTH_ID.format(first), first, end, MONTH.format(first));
    }

    private Report periodic(ReportType type, String period, LocalDate first, LocalDate end, String label) {
        return new Report(type, period, at(end, periodicAt), midnight(first), midnight(end), label);
    }

    private LocalDate today(Instant now) {
        return now.atZone(zone).toLocalDate();
    }

    /** Where the clock is put forward over the time, as much later; where it is put back over it, the first of the two. */
    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
