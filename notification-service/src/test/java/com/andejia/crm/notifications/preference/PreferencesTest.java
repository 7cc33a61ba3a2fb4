package com.andejia.crm.notifications.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.preference.Preferences.Wish;
import com.andejia.crm.notifications.template.Priority;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferencesTest {
    private static final Instant NIGHT = Instant.parse("2025-11-24T23:00:00Z");

    @Test
    void whateverIsNotSwitchedOffIsWanted() {
        Preferences chosen = with(Map.of("A", false, "B", true), true);

        assertThat(chosen.wish("A")).isEqualTo(Wish.OFF);
        assertThat(chosen.wish("B")).isEqualTo(Wish.ON);
        assertThat(chosen.wish("C")).isEqualTo(Wish.ON);
    }

    @Test
    void whatIsMandatoryComesWhateverTheStoreSays() {
        assertThat(with(Map.of("ACCOUNT_SECURITY", false), true).wish("ACCOUNT_SECURITY"))
                .isEqualTo(Wish.MANDATORY);
    }

    @Test
    void whatIsUrgentBreaksThroughQuietHoursIfItMay() {
        assertThat(with(Map.of(), true).heldUntil(Priority.HIGH, NIGHT)).isEmpty();
        assertThat(with(Map.of(), true).heldUntil(Priority.MEDIUM, NIGHT)).isPresent();
        assertThat(with(Map.of(), false).heldUntil(Priority.HIGH, NIGHT)).isPresent();
    }

    private static Preferences with(Map<String, Boolean> types, boolean letHighThrough) {
        QuietHours night = new QuietHours(
                true,
                LocalTime.of(22, 0),
                LocalTime.of(8, 0),
                ZoneOffset.UTC,
                EnumSet.allOf(DayOfWeek.class),
                letHighThrough);
        return new Preferences(types, night, true, "zh-CN");
    }
}
