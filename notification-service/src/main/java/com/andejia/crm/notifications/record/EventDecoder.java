package com.andejia.crm.notifications.record;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.EventType;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.MalformedEvent;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a record as an event of the contract, whoever wrote it and in whatever language. */
@Component
public class EventDecoder {
    /** Readers ignore what they do not know: a newer producer may say more. */
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public record Received(EventAttributes attributes, DomainEvent event) {}

    /**
     * Reads one record.
     *
     * @return empty for a type that this version does not know, which is to be counted and skipped
     * @throws MalformedEvent if it can never be read; the message names fields, never their contents
     */
    public Optional<Received> decode(ConsumerRecord<String, byte[]> entry) {
        EventAttributes attributes = EventAttributes.fromHeaders(name -> RecordHeaders.text(entry.headers(), name));
        return EventTypes.named(attributes.type())
                .map(type -> new Received(attributes, event(attributes, type, entry.value())));
    }

    private DomainEvent event(EventAttributes attributes, EventType<?> type, byte @Nullable [] value) {
        if (value == null) {
            throw new MalformedEvent("the record has no value");
        }
        DomainEvent event = parse(type, value);
        WellFormed.require((Record) event);
        if (!event.subject().equals(attributes.subject())) {
            throw new MalformedEvent(EventAttributes.SUBJECT_HEADER + " is not the id in the data");
        }
        return event;
    }

    private DomainEvent parse(EventType<?> type, byte[] value) {
        try {
            DomainEvent event = json.readValue(value, type.payload());
            if (event == null) {
                throw new MalformedEvent("the data are null");
            }
            return event;
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            // No cause: Jackson's messages quote the data.
            throw new MalformedEvent(
                    "the data are no " + type.name() + " (" + e.getClass().getSimpleName() + ")");
        }
    }
}
