package com.andejia.crm.notifications.feed;

import com.andejia.crm.events.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
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
 */
public record NotificationRequest(
        String type,
        String recipient,
        String eventId,
        Instant eventTime,
        String subject,
        Map<String, String> variables,
        @Nullable Operation operation)
        implements FeedRequest {

    public static final String TOPIC = "crm.notification.requests";

    /** The same for somebody else. */
    public NotificationRequest to(String person) {
        return new NotificationRequest(type, person, eventId, eventTime, subject, variables, operation);
    }

    /**
     * The notification's id, the same however often the event is delivered, redelivered or replayed: the first 128 bits of
     * a hash of what makes it this one.
     */
    String notificationId() {
        byte[] hash = sha256().digest((eventId + '\n' + recipient + '\n' + type).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java platform has SHA-256", e);
        }
    }
}
