package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.digest.DigestKey;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.template.Template;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;

/** What would have been a notification of its own, and is part of a digest instead. */
public record Member(
        String id,
        @JsonIgnore String recipient,
        String type,
        String title,
        String content,
        Map<String, String> data,
        String actionUrl,
        Instant createdAt,
        Instant storedAt,
        @JsonIgnore String eventId,
        @JsonIgnore String subject,
        @JsonIgnore StreamPosition position,
        @JsonIgnore DigestKey digest,
        @JsonIgnore Reason reason)
        implements Entry {

    static Member of(PlacedRequest placed, Template template, DigestKey digest, Reason reason, Instant now) {
        NotificationRequest request = placed.request();
        Map<String, String> variables = request.variables();
        return new Member(
                placed.id(),
                request.recipient(),
                request.type(),
                template.title(variables),
                template.content(variables),
                variables,
                template.actionUrl(variables),
                request.eventTime(),
                now,
                request.eventId(),
                request.subject(),
                placed.position(),
                digest,
                reason);
    }
}
