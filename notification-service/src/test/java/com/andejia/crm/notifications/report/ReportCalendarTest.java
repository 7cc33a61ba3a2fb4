package com.andejia.crm.notifications.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCalendarTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A moment, and the period of each type's report that is due at it; nothing where none is. */
    @ParameterizedTest(name = "{0}: day {1}, week {2}, month {3}")
    @CsvSource(textBlock = """
            # on time, and a second before
            2026-11-25T18:00:00, 2026-11-25, 2026-W47,
            2026-11-25T17:59:59, 2026-11-24, 2026-W47,
            # back at half past seven
            2026-11-25T19:30:00, 2026-11-25, 2026-W47,
            # Monday, and how long it is of use
            2026-11-23T08:59:59, 2026-11-22,         ,
            2026-11-23T09:00:00, 2026-11-22, 2026-W47,
            2026-11-26T08:59:59, 2026-11-25, 2026-W47,
            2026-11-26T09:00:00, 2026-11-25,         ,
            # the first of a month
            2026-12-01T08:59:59, 2026-11-30, 2026-W48,
            2026-12-01T09:00:00, 2026-11-30, 2026-W48, 2026-11
            2026-12-04T08:59:59, 2026-12-03,         , 2026-11
            2026-12-04T09:00:00, 2026-12-03,         ,
            # the last day of a year, and the first one of the next
            2026-12-31T18:00:00, 2026-12-31,         ,
            2027-01-01T09:00:00, 2026-12-31,         , 2026-12
            # the week that the year ends in has the number of the old year, or that of the new one
            2027-01-04T09:00:00, 2027-01-03, 2026-W53,
            2025-01-06T09:00:00, 2025-01-05, 2025-W01,
            2024-01-01T09:00:00, 2023-12-31, 2023-W52, 2023-12
            # 29 February
            2028-02-29T18:00:00, 2028-02-29, 2028-W08,
            2028-03-01T09:00:00, 2028-02-29, 2028-W08, 2028-02
            """)
    void theLastOneOfEachTypeIsDueWhileItIsOfUse(LocalDateTime time, String day, String week, String month) {
        List<Report> due = calendar(SHANGHAI).due(at(SHANGHAI, time));

        assertThat(periods(due, ReportType.DAILY_REPORT_PERSONAL)).containsExactly(day);
        assertThat(periods(due, ReportType.DAILY_REPORT_TEAM)).containsExactly(day);
        assertThat(periods(due, ReportType.WEEKLY_REPORT))
                .containsExactlyElementsOf(Stream.ofNullable(week).toList());
        assertThat(periods(due, ReportType.MONTHLY_REPORT))
                .containsExactlyElementsOf(Stream.ofNullable(month).toList());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DAILY_REPORT_PERSONAL, 2026-11-25T18:00, 2026-11-24T18:00, 2026-11-25T18:00, 2026年11月25日
            DAILY_REPORT_TEAM,     2026-01-01T18:00, 2025-12-31T18:00, 2026-01-01T18:00, 2026年1月1日
            WEEKLY_REPORT,         2026-11-23T09:00, 2026-11-16T00:00, 2026-11-23T00:00, 2026年第47周（11月16日–11月22日）
            WEEKLY_REPORT,         2027-01-04T09:00, 2026-12-28T00:00, 2027-01-04T00:00, 2026年第53周（12月28日–1月3日）
            MONTHLY_REPORT,        2026-12-01T09:00, 2026-11-01T00:00, 2026-12-01T00:00, 2026年11月
            MONTHLY_REPORT,        2028-03-01T09:00, 2028-02-01T00:00, 2028-03-01T00:00, 2028年2月
            MONTHLY_REPORT,        2027-03-01T09:00, 2027-02-01T00:00, 2027-03-01T00:00, 2027年2月
            MONTHLY_REPORT,        2027-01-01T09:00, 2026-12-01T00:00, 2027-01-01T00:00, 2026年12月
            """)
    void aReportCoversWholeLocalPeriodsAndSaysThemAsPeopleDo(
            ReportType type, LocalDateTime time, LocalDateTime from, LocalDateTime until, String label) {
        Report report = due(SHANGHAI, type, time);

        assertThat(report.at()).isEqualTo(at(SHANGHAI, time));
        assertThat(report.from()).isEqualTo(at(SHANGHAI, from));
        assertThat(report.until()).isEqualTo(at(SHANGHAI, until));
        assertThat(report.label()).isEqualTo(label);
    }

    @Test
    void whatIsDoneAfterADailyReportBelongsToTheNextOne() {
        Report today = due(SHANGHAI, ReportType.DAILY_REPORT_PERSONAL, LocalDateTime.parse("2026-11-25T18:00"));
        Report tomorrow = due(SHANGHAI, ReportType.DAILY_REPORT_PERSONAL, LocalDateTime.parse("2026-11-26T18:00"));

        assertThat(tomorrow.from()).isEqualTo(today.until());
    }

    /** Where clocks are put forward on 29 March and back on 25 October 2026. */
    @ParameterizedTest(name = "{0} of {1} covers {2} hours")
    @CsvSource({
        "DAILY_REPORT_PERSONAL, 2026-03-28T18:00, 24",
        "DAILY_REPORT_PERSONAL, 2026-03-29T18:00, 23",
        "DAILY_REPORT_PERSONAL, 2026-10-25T18:00, 25",
        "WEEKLY_REPORT,         2026-03-30T09:00, 167",
        "WEEKLY_REPORT,         2026-10-26T09:00, 169",
        "MONTHLY_REPORT,        2026-11-01T09:00, 745"
    })
    void aDayOfTwentyThreeHoursIsCoveredWhole(ReportType type, LocalDateTime time, long hours) {
        Report report = due(BERLIN, type, time);

        assertThat(report.at()).isEqualTo(at(BERLIN, time));
        assertThat(Duration.between(report.from(), report.until())).hasHours(hours);
    }

    @Test
    void aTimeThatTheClockSkipsComesALittleLater() {
        ReportCalendar nightly = new ReportCalendar(
                BERLIN, new ReportProperties(LocalTime.of(2, 30), LocalTime.of(2, 30), Duration.ZERO, Duration.ZERO));

        assertThat(nightly.due(Instant.parse("2026-03-29T01:29:59Z")).get(0).period())
                .isEqualTo("2026-03-28");
        assertThat(nightly.due(Instant.parse("2026-03-29T01:30:00Z")).get(0).period())
                .isEqualTo("2026-03-29");
    }

    @Test
    void overTwentyYearsEachReportIsDueOnceAndNoMomentIsLeftOut() {
        for (ReportType type :
                List.of(ReportType.DAILY_REPORT_PERSONAL, ReportType.WEEKLY_REPORT, ReportType.MONTHLY_REPORT)) {
            List<Report> all = Stream.iterate(
                            at(BERLIN, LocalDateTime.parse("2020-01-01T12:00")),
                            time -> time.plus(Duration.ofHours(12)))
                    .limit(2 * 365 * 20)
                    .flatMap(now -> calendar(BERLIN).due(now).stream())
                    .filter(report -> report.type() == type)
                    .distinct()
                    .toList();

            assertThat(all.stream().map(Report::id)).doesNotHaveDuplicates();
            for (int i = 1; i < all.size(); i++) {
                assertThat(all.get(i).from())
                        .as(all.get(i).id())
                        .isEqualTo(all.get(i - 1).until());
            }
        }
    }

    private static Report due(ZoneId zone, ReportType type, LocalDateTime time) {
        return calendar(zone).due(at(zone, time)).stream()
                .filter(report -> report.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> periods(List<Report> reports, ReportType type) {
        return reports.stream()
                .filter(report -> report.type() == type)
                .map(Report::period)
                .toList();
    }

    private static ReportCalendar calendar(ZoneId zone) {
        return new ReportCalendar(
                zone, new ReportProperties(LocalTime.of(18, 0), LocalTime.of(9, 0), Duration.ZERO, Duration.ZERO));
    }

    private static Instant at(ZoneId zone, LocalDateTime time) {
        return time.atZone(zone).toInstant();
    }
}
