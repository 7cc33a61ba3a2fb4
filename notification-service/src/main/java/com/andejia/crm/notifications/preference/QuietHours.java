package com.andejia.crm.notifications.preference;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When nothing is to pop up on a person's screens: a stretch of the wall clock in their zone. It may cross midnight.
 *
 * @param days the weekdays on which it begins
 * @param letHighThrough whether what is urgent pops up all the same
 */
public record QuietHours(
        boolean enabled,
        @JsonFormat(pattern = "HH:mm") LocalTime start,
        @JsonFormat(pattern = "HH:mm") LocalTime end,
        ZoneId zone,
        Set<DayOfWeek> days,
        boolean letHighThrough) {

    public QuietHours {
        Set<DayOfWeek> inOrder = EnumSet.noneOf(DayOfWeek.class);
        inOrder.addAll(days);
        days = Collections.unmodifiableSet(inOrder);
    }

    static QuietHours off(ZoneId zone) {
        return new QuietHours(
                false, LocalTime.of(22, 0), LocalTime.of(8, 0), zone, EnumSet.allOf(DayOfWeek.class), true);
    }

    /** When the quiet hours that it is now end; empty if it is none. */
    public Optional<Instant> end(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return Stream.of(today.minusDays(1), today)
                .filter(day -> enabled && days.contains(day.getDayOfWeek()))
                .filter(day -> !now.isBefore(beginning(day)))
                .map(this::ending)
                .filter(now::isBefore)
                .findFirst();
    }

    private Instant beginning(LocalDate day) {
        return moment(day, start, false);
    }

    private Instant ending(LocalDate begun) {
        return moment(end.isAfter(start) ? begun : begun.plusDays(1), end, true);
    }

    /**
     * When the clock on the wall first says so; when it says so twice, as on the night when it is put back, the one that makes
     * the quiet hours longer. A time that it skips is the moment at which it does.
     */
    private Instant moment(LocalDate day, LocalTime time, boolean last) {
        ZoneOffsetTransition change = zone.getRules().getTransition(day.atTime(time));
        if (change == null) {
            return day.atTime(time).atZone(zone).toInstant();
        }
        if (change.isGap()) {
            return change.getInstant();
        }
        return day.atTime(time).toInstant(last ? change.getOffsetAfter() : change.getOffsetBefore());
    }
}
