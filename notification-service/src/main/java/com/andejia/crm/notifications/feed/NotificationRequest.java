package com.andejia.crm.notifications.feed;

import com.andejia.crm.events.Operation;
import com.andejia.crm.notifications.digest.StableId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person is to be told one thing. Travels on {@link #TOPIC} with the recipient as the key, so that one partition, and
 * hence one consumer, writes all of a person's notifications.
 *
 * @param type the scenario's notification type
 * @param eventTime when the event happened; the notification bears this time
 * @param subject the aggregate that it is about
 * @param variables what the text may say
 * @param operation the bulk operation it belongs to, if any
 * @param eventType the event's type, for whoever asks why they were told
 * @param replay which replay asks for it, to be told in silence; null if it is told for the first time
 */
public record NotificationRequest(
        String type,
        String recipient,
        String eventId,
        Instant eventTime,
        String subject,
        Map<String, String> variables,
        @Nullable Operation operation,
        @Nullable String eventType,
        @Nullable String replay)
        implements FeedRequest {

    public static final String TOPIC = "crm.notification.requests";

    /** The same for somebody else. */
    public NotificationRequest to(String person) {
        return new NotificationRequest(
                type, person, eventId, eventTime, subject, variables, operation, eventType, replay);
    }

    /** The same as part of a replay. */
    public NotificationRequest replayedBy(String replayId) {
        return new NotificationRequest(
                type, recipient, eventId, eventTime, subject, variables, operation, eventType, replayId);
    }

    public NotificationRequest(
            String type,
            String recipient,
            String eventId,
            Instant eventTime,
            String subject,
            Map<String, String> variables,
            @Nullable Operation operation,
            @Nullable String eventType) {
        this(type, recipient, eventId, eventTime, subject, variables, operation, eventType, null);
    }

    public NotificationRequest(
            String type,
            String recipient,
            String eventId,
            Instant eventTime,
            String subject,
            Map<String, String> variables,
            @Nullable Operation operation) {
        this(type, recipient, eventId, eventTime, subject, variables, operation, null, null);
    }

    /** The notification's id, the same however often the event is delivered, redelivered or replayed. */
    public String notificationId() {
        return StableId.of(eventId, recipient, type);
    }
}
