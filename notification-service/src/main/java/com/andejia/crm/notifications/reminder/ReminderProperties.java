package com.andejia.crm.notifications.reminder;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is reminded of, and when.
 *
 * @param at from what time of the day on, by the agency's clock
 * @param interval between two looks at the clock
 * @param contractDaysLeft how many days before its end the owner of a contract is told
 * @param endedStatuses the statuses in which a contract has no end to wait for any more
 * @param resumeSilence after how long without any contact the owner of a résumé is told
 */
@ConfigurationProperties("crm.reminders")
record ReminderProperties(
        LocalTime at,
        Duration interval,
        List<Integer> contractDaysLeft,
        Set<String> endedStatuses,
        Duration resumeSilence) {
    ReminderProperties {
        if (contractDaysLeft.isEmpty() || contractDaysLeft.stream().anyMatch(days -> days < 0)) {
            throw new IllegalArgumentException(
                    "crm.reminders.contract-days-left must be days, 0 or more, one at least");
        }
        contractDaysLeft = List.copyOf(contractDaysLeft);
        endedStatuses = Set.copyOf(endedStatuses);
    }

    NavigableSet<Integer> thresholds() {
        return new TreeSet<>(contractDaysLeft);
    }
}
