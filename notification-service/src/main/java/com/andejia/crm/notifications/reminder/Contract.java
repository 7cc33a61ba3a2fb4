package com.andejia.crm.notifications.reminder;

import com.andejia.crm.events.Person;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As much of a contract as a reminder of its end says.
 *
 * @param customerId with whose erasure this goes; null if the contract module does not tell
 * @param endDate the last day
 * @param toldAt with how many days left the owner was told of this end last; null if not yet
 */
public record Contract(
        String id,
        String number,
        String customerName,
        @Nullable String customerId,
        Person owner,
        LocalDate endDate,
        @Nullable Integer toldAt) {

    int daysLeft(LocalDate today) {
        return (int) ChronoUnit.DAYS.between(today, endDate);
    }

    /**
     * Which of the thresholds the owner is to be told for, if they have not been told since it was passed. One that a service
     * which was away has missed is made up for, with the days that are left by then.
     */
    Optional<Integer> due(LocalDate today, NavigableSet<Integer> thresholds) {
        int left = daysLeft(today);
        return left < 0
                ? Optional.empty()
                : Optional.ofNullable(thresholds.ceiling(left))
                        .filter(threshold -> toldAt == null || toldAt > threshold);
    }
}
