package com.andejia.crm.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/asyncapi.yaml} says what the records say. */
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("../docs/asyncapi.yaml");

    private final JsonNode document = read();

    @Test
    void everyEventIsDescribedOnItsTopic() {
        Map<String, String> described = document.get("channels")
                .valueStream()
                .flatMap(channel -> channel.get("messages")
                        .valueStream()
                        .map(message -> Map.entry(
                                resolve(message).get("name").asString(),
                                channel.get("address").asString())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(described)
                .isEqualTo(EventTypes.all().stream().collect(Collectors.toMap(EventType::name, EventType::topic)));
    }

    @Test
    void everyPayloadIsTheSchemaOfItsEvent() {
        assertThat(document.at("/components/messages").valueStream()).allSatisfy(message -> {
            Path schema = DOCUMENT.resolveSibling(message.at("/payload/$ref").asString());
            assertThat(schema).exists();
            assertThat(schema.getFileName()).hasToString(message.get("name").asString() + ".json");
        });
    }

    private JsonNode resolve(JsonNode reference) {
        return document.at(reference.get("$ref").asString().substring(1));
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(DOCUMENT)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
