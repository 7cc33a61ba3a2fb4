package com.andejia.crm.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code docs/asyncapi.yaml} is an AsyncAPI document, and says of events what the records say. */
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("../docs/asyncapi.yaml");
    private static final Schema SPECIFICATION = schema(SpecificationVersion.DRAFT_7, resource("/asyncapi/3.0.0.json"));

    private final JsonNode document = read();

    static Stream<ApprovedSample> samples() {
        return ApprovedSample.all();
    }

    @Test
    void itIsWhatTheSpecificationSays() {
        assertThat(SPECIFICATION.validate(document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/channels/customerEvents",
                "/operations/sendCustomerEvents",
                "/components/messages/customerCreated"
            })
    void whatTheSpecificationDoesNotKnowIsFound(String place) {
        ((ObjectNode) document.at(place)).put("colour", "red");

        assertThat(SPECIFICATION.validate(document).toString()).contains("colour");
    }

    @Test
    void whatItRefersToIsThere() {
        assertThat(document.findValuesAsString("$ref")).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(DOCUMENT.resolveSibling(reference)).exists();
            }
        });
    }

    @Test
    void everyEventIsDescribedOnItsTopic() {
        Map<String, String> described = document.get("channels")
                .valueStream()
                .flatMap(channel -> channel.get("messages")
                        .valueStream()
                        .map(this::resolve)
                        .filter(AsyncApiTest::isEvent)
                        .map(message -> Map.entry(
                                message.get("name").asString(),
                                channel.get("address").asString())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(described)
                .isEqualTo(EventTypes.all().stream().collect(Collectors.toMap(EventType::name, EventType::topic)));
    }

    @Test
    void everyPayloadOfAnEventIsItsSchema() {
        assertThat(document.at("/components/messages").valueStream().filter(AsyncApiTest::isEvent))
                .hasSameSizeAs(EventTypes.all())
                .allSatisfy(message -> assertThat(message.at("/payload/$ref").asString())
                        .isEqualTo("../shared-events/src/main/resources/schemas/%s.json"
                                .formatted(message.get("name").asString())));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyApprovedSampleHasTheHeadersThatAreDescribed(ApprovedSample sample) {
        assertThat(headers().validate(JsonMapper.shared().valueToTree(sample.headers())))
                .isEmpty();
    }

    @Test
    void theHeadersThatAreRequiredAreThoseWithoutWhichARecordIsMalformed() {
        assertThat(document.at("/components/messageTraits/event/headers/required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyElementsOf(EventContractTest.REQUIRED_HEADERS);
    }

    private Schema headers() {
        return schema(
                SpecificationVersion.DRAFT_7,
                document.at("/components/messageTraits/event/headers").toString());
    }

    private static boolean isEvent(JsonNode message) {
        return message.at("/traits/0/$ref").asString().equals("#/components/messageTraits/event");
    }

    private JsonNode resolve(JsonNode reference) {
        return document.at(reference.get("$ref").asString().substring(1));
    }

    private static Schema schema(SpecificationVersion version, String text) {
        return SchemaRegistry.withDefaultDialect(version).getSchema(text);
    }

    private static String resource(String name) {
        try (InputStream file = AsyncApiTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(DOCUMENT)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
