package com.andejia.crm.notifications.preference;

import com.andejia.crm.notifications.template.Priority;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a person has chosen, or what holds for those who have chosen nothing.
 *
 * @param types whether a type is wanted; one that is not in here is
 * @param digestBursts whether many of one type in a short time become one digest
 * @param locale the language of the texts: one of {@link #LOCALES}
 */
public record Preferences(Map<String, Boolean> types, QuietHours quietHours, boolean digestBursts, String locale) {

    /** What everybody must hear. */
    public static final Set<String> MANDATORY = Set.of("SYSTEM_ANNOUNCEMENT", "PERMISSION_CHANGED", "ACCOUNT_SECURITY");

    public static final Set<String> LOCALES = Set.of("zh-CN", "en");

    /** What holds until something is chosen. */
    public static Preferences unchanged(ZoneId zone) {
        return new Preferences(Map.of(), QuietHours.off(zone), true, "zh-CN");
    }

    /** Whether notifications of the type are wanted. */
    public Wish wish(String type) {
        if (MANDATORY.contains(type)) {
            return Wish.MANDATORY;
        }
        return types.getOrDefault(type, true) ? Wish.ON : Wish.OFF;
    }

    /** Until when a notification that comes now is not to pop up; empty if it may. */
    public Optional<Instant> heldUntil(Priority priority, Instant now) {
        boolean goesThrough = priority == Priority.HIGH && quietHours.letHighThrough();
        return goesThrough ? Optional.empty() : quietHours.end(now);
    }

    /** What a person has to do with a type. */
    public enum Wish {
        ON,
        OFF,
        MANDATORY
    }
}
