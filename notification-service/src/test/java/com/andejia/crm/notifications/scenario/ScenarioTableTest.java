package com.andejia.crm.notifications.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventType;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.notifications.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README tells of the scenarios what they tell of themselves. Where it does not, the failure shows the table to paste. */
class ScenarioTableTest {
    private static final Path README = Path.of("../README.md");
    private static final String HEAD = """
            | type | when | to | priority | proved by |
            |---|---|---|---|---|
            """;
    private static final String PROOF = "[%s]".formatted(EveryScenarioIT.class.getSimpleName());

    @Test
    void theReadmeShowsEveryScenario() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(HEAD);
        assertThat(begin).as("the table's head").isNotNegative();
        String shown = readme.substring(begin, readme.indexOf("\n\n", begin) + 1);

        assertThat(shown).isEqualTo(HEAD + rows());
    }

    @Test
    void theProofIsWhereTheReadmeSays() throws IOException {
        String line = Files.readString(README)
                .lines()
                .filter(it -> it.startsWith(PROOF + ": "))
                .findFirst()
                .orElseThrow();

        assertThat(README.resolveSibling(line.substring(PROOF.length() + 2))).isRegularFile();
    }

    private static String rows() {
        List<String> order = EventTypes.all().stream().map(EventType::name).toList();
        Templates templates = ScenarioCatalogueTest.templates();
        return ScenarioCatalogueTest.catalogue().all().stream()
                .sorted(Comparator.comparing(scenario -> order.indexOf(wireName(scenario.event()))))
                .map(scenario -> row(scenario, templates))
                .collect(Collectors.joining());
    }

    private static String row(NotificationScenario<?> scenario, Templates templates) {
        Tells words = scenario.getClass().getAnnotation(Tells.class);
        assertThat(words).as("@Tells of " + scenario.type()).isNotNull();
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        scenario.type(),
                        words.when(),
                        words.whom(),
                        templates.require(scenario.type()).priority(),
                        PROOF);
    }

    private static String wireName(Class<? extends DomainEvent> event) {
        return EventTypes.of(event).name();
    }
}
