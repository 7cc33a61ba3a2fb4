package com.andejia.crm.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever reads or writes an event that was published can go on as they do. What was published lies in a folder for each topic,
 * is written by this test and never changed by hand: only what breaks nobody gets there.
 */
class PublishedSchemasTest {
    private static final Path PUBLISHED = Path.of("src/test/resources/published");
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final String PUBLISH =
            "./mvnw test -pl shared-events -Dtest=PublishedSchemasTest -Dcrm.schemas.publish";

    @SuppressWarnings("unused") // named by @FieldSource
    private static final List<EventType<?>> TYPES = List.copyOf(EventTypes.all());

    static List<Path> published() throws IOException {
        try (Stream<Path> files = Files.walk(PUBLISHED)) {
            return files.filter(Files::isRegularFile)
                    .map(PUBLISHED::relativize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void whatWasPublishedIsKept(Path published) throws IOException {
        String file = published.getFileName().toString();
        String name = file.substring(0, file.length() - ".json".length());
        String advice = "%s is in use. It takes added optional fields; any other change is a new version beside it"
                .formatted(name);

        assertThat(SCHEMAS.resolve(file)).as(advice).exists();
        assertThat(EventTypes.named(name).orElseThrow().topic())
                .as(advice + ", and so is another topic")
                .isEqualTo(published.getName(0).toString());
        assertThat(SchemaChange.breaches(read(PUBLISHED.resolve(published)), read(SCHEMAS.resolve(file))))
                .as(advice)
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void whatIsNewIsPublished(EventType<?> type) throws IOException {
        String file = type.name() + ".json";
        Path published = PUBLISHED.resolve(type.topic()).resolve(file);
        Path current = SCHEMAS.resolve(file);
        if (Boolean.getBoolean("crm.schemas.publish") && breaksNobody(published, current)) {
            Files.createDirectories(published.getParent());
            Files.copy(current, published, StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(published)
                .as("what breaks nobody is published with: %s", PUBLISH)
                .hasSameTextualContentAs(current);
    }

    private static boolean breaksNobody(Path published, Path current) throws IOException {
        return !Files.exists(published)
                || SchemaChange.breaches(read(published), read(current)).isEmpty();
    }

    private static JsonNode read(Path schema) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(schema));
    }
}
