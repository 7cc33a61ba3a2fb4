package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.preference.Preferences.Wish;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a request became what it became; kept with it, since preferences change.
 *
 * @param eventType of the event that it follows from, if that is known
 * @param wish what the person had to do with the type
 * @param quietUntil the end of the quiet hours in which it came; null if it came in none
 * @param held whether they kept it from popping up
 * @param replay which replay brought it; null if none did
 */
public record Reason(
        @Nullable String eventType,
        Wish wish,
        @Nullable Instant quietUntil,
        boolean held,
        @Nullable String replay) {

    public Reason(@Nullable String eventType, Wish wish, @Nullable Instant quietUntil, boolean held) {
        this(eventType, wish, quietUntil, held, null);
    }

    /** Whether it is listed and counted, but does not pop up. */
    boolean silent() {
        return held || replay != null;
    }
}
