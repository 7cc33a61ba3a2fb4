package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one person was told. As JSON it is what REST lists and what the stream pushes.
 *
 * @param createdAt the event's own time
 * @param storedAt when this service stored it
 * @param silent to be listed and counted, but not to pop up
 * @param count how many things it tells of; more than one for a digest
 * @param position its place in the recipient's sequence: epoch and offset of the request
 */
public record Notification(
        String id,
        @JsonIgnore String recipient,
        String type,
        String title,
        String content,
        Priority priority,
        NotificationStatus status,
        Map<String, String> data,
        String icon,
        String color,
        String actionUrl,
        String actionText,
        Instant createdAt,
        Instant storedAt,
        @Nullable Instant readAt,
        boolean silent,
        int count,
        @JsonIgnore String eventId,
        @JsonIgnore String subject,
        @JsonIgnore StreamPosition position) {

    static Notification of(NotificationRequest request, Template template, StreamPosition position, Instant now) {
        Map<String, String> variables = request.variables();
        return new Notification(
                request.notificationId(),
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
                false,
                1,
                request.eventId(),
                request.subject(),
                position);
    }
}
