package com.andejia.crm.events;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One record as it stands on the topic, approved by hand: the producer's tests must write it, the consumer's tests must
 * read it.
 */
public record ApprovedSample(String topic, String key, Map<String, String> headers, JsonNode data) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public static ApprovedSample of(String wireName) {
        try (InputStream file = ApprovedSample.class.getResourceAsStream("/samples/" + wireName + ".json")) {
            if (file == null) {
                throw new AssertionError("no approved sample for " + wireName + " in samples/");
            }
            return JSON.readValue(file, ApprovedSample.class);
        } catch (IOException e) {
            throw new AssertionError("unreadable sample for " + wireName, e);
        }
    }

    /** One for each kind of event; fails if one has none. */
    public static Stream<ApprovedSample> all() {
        return EventTypes.all().stream().map(type -> of(type.name()));
    }

    public String wireName() {
        return headers.get(EventAttributes.TYPE_HEADER);
    }

    public byte[] value() {
        return JSON.writeValueAsBytes(data);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
