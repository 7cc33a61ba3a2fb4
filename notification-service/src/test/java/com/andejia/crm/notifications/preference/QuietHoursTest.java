package com.andejia.crm.notifications.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it is quiet, and until when, whatever midnight and daylight saving do to the clock. */
class QuietHoursTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    @ParameterizedTest
    @CsvSource({
        "2025-11-24T21:59:59, ",
        "2025-11-24T22:00:00, 2025-11-25T08:00:00",
        "2025-11-24T23:59:59, 2025-11-25T08:00:00",
        "2025-11-25T00:00:00, 2025-11-25T08:00:00",
        "2025-11-25T07:59:59, 2025-11-25T08:00:00",
        "2025-11-25T08:00:00, "
    })
    void aNightBeginsBeforeMidnightAndEndsAfterIt(LocalDateTime now, LocalDateTime end) {
        QuietHours night = quiet("22:00", "08:00", SHANGHAI, EVERY_DAY);

        assertThat(night.end(at(now, SHANGHAI)))
                .isEqualTo(Optional.ofNullable(end).map(it -> at(it, SHANGHAI)));
    }

    @Test
    void aLunchBreakBeginsAndEndsOnOneDay() {
        QuietHours lunch = quiet("12:00", "13:30", SHANGHAI, EVERY_DAY);

        assertThat(lunch.end(at("2025-11-24T12:30", SHANGHAI))).contains(at("2025-11-24T13:30", SHANGHAI));
        assertThat(lunch.end(at("2025-11-24T13:30", SHANGHAI))).isEmpty();
        assertThat(lunch.end(at("2025-11-24T00:30", SHANGHAI))).isEmpty();
    }

    /** 2025-11-28 is a Friday. */
    @Test
    void theWeekdayIsTheOneOnWhichTheNightBegan() {
        QuietHours fridays = quiet("22:00", "08:00", SHANGHAI, EnumSet.of(DayOfWeek.FRIDAY));

        assertThat(fridays.end(at("2025-11-28T07:00", SHANGHAI)))
                .as("the night of Thursday")
                .isEmpty();
        assertThat(fridays.end(at("2025-11-28T23:00", SHANGHAI))).isPresent();
        assertThat(fridays.end(at("2025-11-29T07:00", SHANGHAI)))
                .as("still that of Friday")
                .isPresent();
        assertThat(fridays.end(at("2025-11-29T23:00", SHANGHAI))).isEmpty();
    }

    @Test
    void theWeekdayIsThePersonsAndNotThatOfTheServer() {
        QuietHours mondays = quiet("06:00", "09:00", SHANGHAI, EnumSet.of(DayOfWeek.MONDAY));

        assertThat(mondays.end(Instant.parse("2025-11-23T23:00:00Z")))
                .as("Monday in Shanghai")
                .isPresent();
    }

    @Test
    void aNightInWhichTheClockIsPutForwardIsAnHourShorter() {
        QuietHours night = quiet("22:00", "08:00", BERLIN, EVERY_DAY);
        Instant begin = at("2026-03-28T22:00", BERLIN);

        assertThat(night.end(begin)).contains(begin.plus(Duration.ofHours(9)));
        assertThat(night.end(begin.plus(Duration.ofHours(9)))).isEmpty();
    }

    @Test
    void aNightInWhichTheClockIsPutBackIsAnHourLonger() {
        QuietHours night = quiet("22:00", "08:00", BERLIN, EVERY_DAY);
        Instant begin = at("2025-10-25T22:00", BERLIN);

        assertThat(night.end(begin)).contains(begin.plus(Duration.ofHours(11)));
    }

    /** On that day 02:00 to 03:00 is not on the clock, which goes on at 01:00 UTC with 03:00. */
    @Test
    void aTimeThatTheClockSkipsIsTheMomentAtWhichItDoes() {
        Instant change = Instant.parse("2026-03-29T01:00:00Z");
        QuietHours until = quiet("22:00", "02:30", BERLIN, EVERY_DAY);
        QuietHours from = quiet("02:30", "04:00", BERLIN, EVERY_DAY);

        assertThat(until.end(change.minusMillis(1))).contains(change);
        assertThat(until.end(change)).isEmpty();
        assertThat(from.end(change.minusMillis(1))).isEmpty();
        assertThat(from.end(change)).contains(Instant.parse("2026-03-29T02:00:00Z"));
    }

    /** On that day 02:00 to 03:00 comes twice: from 00:00 and from 01:00 UTC. */
    @Test
    void aTimeThatComesTwiceMakesItBeginEarlyAndEndLate() {
        QuietHours until = quiet("22:00", "02:30", BERLIN, EVERY_DAY);
        QuietHours from = quiet("02:30", "04:00", BERLIN, EVERY_DAY);

        assertThat(until.end(Instant.parse("2025-10-26T00:45:00Z"))).contains(Instant.parse("2025-10-26T01:30:00Z"));
        assertThat(from.end(Instant.parse("2025-10-26T00:29:00Z"))).isEmpty();
        assertThat(from.end(Instant.parse("2025-10-26T00:30:00Z"))).contains(Instant.parse("2025-10-26T03:00:00Z"));
        assertThat(from.end(Instant.parse("2025-10-26T01:10:00Z")))
                .as("02:10 again, but begun")
                .isPresent();
    }

    @Test
    void nobodyIsQuietWhoHasNotSaidSo() {
        assertThat(QuietHours.off(SHANGHAI).end(at("2025-11-24T23:00", SHANGHAI)))
                .isEmpty();
    }

    private static QuietHours quiet(String start, String end, ZoneId zone, Set<DayOfWeek> days) {
        return new QuietHours(true, LocalTime.parse(start), LocalTime.parse(end), zone, days, true);
    }

    private static Instant at(String local, ZoneId zone) {
        return at(LocalDateTime.parse(local), zone);
    }

    private static Instant at(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }
}
