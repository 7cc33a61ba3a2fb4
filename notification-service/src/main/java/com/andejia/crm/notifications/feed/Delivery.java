package com.andejia.crm.notifications.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one notification has come.
 *
 * @param createdAt the event's own time
 * @param storedAt when this service stored it
 * @param displayedAt when a screen first showed it; null if none has said so
 * @param isRead whether the recipient has read it
 * @param isSilent whether it was meant to be told without haste: held back, or of a replay
 */
public record Delivery(
        String type,
        Instant createdAt,
        Instant storedAt,
        @Nullable Instant displayedAt,
        boolean isRead,
        boolean isSilent) {}
