package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one person was told. As JSON it is what REST lists and what the stream pushes.
 *
 * @param createdAt the event's own time
 * @param storedAt when this service stored it
 * @param snoozedUntil till when it is put off; null if it is not
 * @param silent to be listed and counted, but not to pop up
 * @param data the variables of its text; for a digest also its newest members
 * @param count how many things it tells of; more than one for a digest
 * @param position its place in the recipient's sequence: epoch and offset of the request, for a digest of the newest one
 * @param begunAt the position at which a digest was first announced; null if it is none
 */
public record Notification(
        String id,
        @JsonIgnore String recipient,
        String type,
        String title,
        String content,
        Priority priority,
        NotificationStatus status,
        Map<String, ?> data,
        String icon,
        String color,
        String actionUrl,
        String actionText,
        Instant createdAt,
        Instant storedAt,
        @Nullable Instant readAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant snoozedUntil,
        boolean silent,
        int count,
        @JsonIgnore String eventId,
        @JsonIgnore String subject,
        @JsonIgnore StreamPosition position,
        @JsonIgnore Reason reason,
        @JsonIgnore @Nullable StreamPosition begunAt)
        implements Entry {

    static Notification of(PlacedRequest placed, Template template, Reason reason, Instant now) {
        NotificationRequest request = placed.request();
        Map<String, String> variables = request.variables();
        return new Notification(
                placed.id(),
                request.recipient(),
                request.type(),
                template.title(variables),
                template.content(variables),
                template.priority(),
                NotificationStatus.SENT,
                variables,
                template.icon(),
                template.color(),
                template.actionUrl(variables),
                template.actionText(),
                request.eventTime(),
                now,
                null,
                null,
                reason.silent(),
                1,
                request.eventId(),
                request.subject(),
                placed.position(),
                reason,
                null);
    }

    /** Whether people see it in a list that they have not narrowed down. */
    boolean isInPlainSight() {
        return status == NotificationStatus.SENT || status == NotificationStatus.READ;
    }

    /** Whether whoever has seen everything up to there has seen this digest, only smaller. */
    boolean isGrowthAfter(StreamPosition seen) {
        return begunAt != null && !(begunAt.epoch().equals(seen.epoch()) && begunAt.seq() > seen.seq());
    }
}
