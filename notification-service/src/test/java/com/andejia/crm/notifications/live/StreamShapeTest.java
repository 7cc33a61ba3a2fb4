package com.andejia.crm.notifications.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.core.util.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API document knows every event that a stream can send. */
class StreamShapeTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final StreamPosition PLACE = new StreamPosition("epoch-0", 7);
    private static final byte[] NOTIFICATION = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    private static final List<Frame> FRAMES = List.of(
            Frame.notification(PLACE, NOTIFICATION),
            Frame.updated(PLACE, NOTIFICATION),
            Frame.read("{\"ids\":[\"1\"]}".getBytes(StandardCharsets.UTF_8)),
            Frame.read("{\"upTo\":\"epoch-0.7\"}".getBytes(StandardCharsets.UTF_8)),
            Frame.unreadCount(3),
            Frame.expiring(60),
            Frame.HEARTBEAT,
            Frame.RESYNC,
            Frame.SUPERSEDED);

    private final JsonNode shape = shape();

    @ParameterizedTest
    @FieldSource("FRAMES")
    void whatIsSentIsWhatIsDescribed(Frame frame) {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(shape)
                        .validate(event(frame)))
                .isEmpty();
    }

    @Test
    void whatIsNeverSentIsNotDescribed() {
        Stream<String> described = shape.get("oneOf")
                .valueStream()
                .map(event -> event.at("/properties/event/enum/0").asString());

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(FRAMES.stream()
                        .map(frame -> event(frame).get("event").asString())
                        .distinct()
                        .toList());
    }

    private static ObjectNode event(Frame frame) {
        ObjectNode event = JSON.createObjectNode();
        new String(frame.bytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    String[] field = line.split(": ", 2);
                    event.set(field[0], field[0].equals("data") ? JSON.readTree(field[1]) : JSON.valueToTree(field[1]));
                });
        return event;
    }

    /** With any object in the place of the notification, which the rest of the document describes. */
    private static JsonNode shape() {
        try {
            ObjectNode shape = (ObjectNode) JSON.readTree(Json.mapper().writeValueAsString(StreamShape.event()));
            shape.withObject("/components/schemas/Notification").put("type", "object");
            return shape;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
