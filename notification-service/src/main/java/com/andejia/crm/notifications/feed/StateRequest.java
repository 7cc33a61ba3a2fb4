package com.andejia.crm.notifications.feed;

import com.andejia.crm.events.EventAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that is to happen to notifications a person has already, in its place among those still to come. A header says which
 * kind it is; a record without one asks for a new notification.
 */
public sealed interface StateRequest extends FeedRequest {
    String KIND_HEADER = "request";

    /** What the header says. */
    String kind();

    /**
     * It is no longer theirs to act upon: those of the types that are about the subject and unread are done with.
     *
     * @param eventId of what took it from them
     * @param eventTime when that was; what they were told of later is about something newer
     */
    record Resolve(String recipient, String subject, String eventId, Instant eventTime, Set<String> types)
            implements StateRequest {
        static final String KIND = "resolve";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * A notification that was put off is due again.
     *
     * @param until till when it was put off; if that has changed since, it is not due
     */
    record Wake(String recipient, String notificationId, Instant until) implements StateRequest {
        static final String KIND = "wake";

        @Override
        public String kind() {
            return KIND;
        }
    }

    default ProducerRecord<String, byte[]> toRecord(JsonMapper json) {
        var entry = new ProducerRecord<>(NotificationRequest.TOPIC, recipient(), json.writeValueAsBytes(this));
        entry.headers()
                .add(KIND_HEADER, kind().getBytes(StandardCharsets.UTF_8))
                .add(EventAttributes.CONTENT_TYPE_HEADER, EventAttributes.JSON.getBytes(StandardCharsets.UTF_8));
        return entry;
    }
}
