package com.andejia.crm.notifications.feed;

import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.notifications.record.WellFormed;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the records that ask for no new notification. */
@Component
class StateRequestReader {
    private final JsonMapper json;

    StateRequestReader(JsonMapper json) {
        this.json = json;
    }

    boolean isFor(ConsumerRecord<?, ?> entry) {
        return entry.headers().lastHeader(StateRequest.KIND_HEADER) != null;
    }

    /**
     * Reads one record.
     *
     * @throws MalformedEvent if it can never be read; the message repeats nothing of it
     */
    StateRequest read(ConsumerRecord<String, byte[]> entry) {
        StateRequest request = parse(entry.value(), type(kind(entry)));
        WellFormed.require((Record) request);
        if (!request.recipient().equals(entry.key())) {
            throw new MalformedEvent("the key is not the recipient");
        }
        return request;
    }

    private StateRequest parse(byte @Nullable [] value, Class<? extends StateRequest> type) {
        if (value == null) {
            throw new MalformedEvent("the record has no value");
        }
        try {
            StateRequest request = json.readValue(value, type);
            if (request == null) {
                throw new MalformedEvent("the request is null");
            }
            return request;
        } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
            throw new MalformedEvent(
                    "no " + type.getSimpleName() + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static @Nullable String kind(ConsumerRecord<?, ?> entry) {
        Header header = entry.headers().lastHeader(StateRequest.KIND_HEADER);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Class<? extends StateRequest> type(@Nullable String kind) {
        if (StateRequest.Resolve.KIND.equals(kind)) {
            return StateRequest.Resolve.class;
        }
        if (StateRequest.Wake.KIND.equals(kind)) {
            return StateRequest.Wake.class;
        }
        throw new MalformedEvent("a request of a kind that nobody knows");
    }
}
