package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.StreamPosition;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/** What its recipient did not want to be told. Kept for a while, without what it would have said. */
public record Suppressed(
        String id,
        @JsonIgnore String recipient,
        String type,
        Instant createdAt,
        Instant storedAt,
        @JsonIgnore String eventId,
        @JsonIgnore String subject,
        @JsonIgnore StreamPosition position,
        @JsonIgnore Reason reason)
        implements Entry {

    static Suppressed of(PlacedRequest placed, Reason reason, Instant now) {
        NotificationRequest request = placed.request();
        return new Suppressed(
                placed.id(),
                request.recipient(),
                request.type(),
                request.eventTime(),
                now,
                request.eventId(),
                request.subject(),
                placed.position(),
                reason);
    }
}
