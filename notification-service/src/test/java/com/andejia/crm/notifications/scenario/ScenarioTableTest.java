package com.andejia.crm.notifications.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventType;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.notifications.report.ReportTable;
import com.andejia.crm.notifications.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The README tells of scenarios and reports what they tell of themselves. Where it does not, the failure shows the table to paste.
 */
class ScenarioTableTest {
    private static final Path README = Path.of("../README.md");
    private static final String HEAD = """
            | type | when | to | priority | proved by |
            |---|---|---|---|---|
            """;
    private static final String SCENARIO_PROOF = EveryScenarioIT.class.getSimpleName();

    @SuppressWarnings("unused") // named by @FieldSource
    private static final List<String> PROOFS = List.of(SCENARIO_PROOF, ReportTable.PROOF);

    private final Templates templates = ScenarioCatalogueTest.templates();

    @Test
    void theReadmeShowsEveryScenarioAndEveryReport() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(HEAD);
        assertThat(begin).as("the table's head").isNotNegative();
        String shown = readme.substring(begin, readme.indexOf("\n\n", begin) + 1);

        assertThat(shown).isEqualTo(Stream.concat(scenarios(), reports()).collect(Collectors.joining("", HEAD, "")));
    }

    @ParameterizedTest
    @FieldSource("PROOFS")
    void theProofIsWhereTheReadmeSays(String proof) throws IOException {
        String beginning = "[" + proof + "]: ";
        String line = Files.readString(README)
                .lines()
                .filter(it -> it.startsWith(beginning))
                .findFirst()
                .orElseThrow();

        assertThat(README.resolveSibling(line.substring(beginning.length()))).isRegularFile();
    }

    private Stream<String> scenarios() {
        List<String> order = EventTypes.all().stream().map(EventType::name).toList();
        return ScenarioCatalogueTest.catalogue().all().stream()
                .sorted(Comparator.comparing(scenario -> order.indexOf(wireName(scenario.event()))))
                .map(scenario -> row(scenario.type(), scenario.getClass().getAnnotation(Tells.class), SCENARIO_PROOF));
    }

    private Stream<String> reports() {
        return ReportTable.rows().map(report -> row(report.type(), report.words(), ReportTable.PROOF));
    }

    private String row(String type, @Nullable Tells words, String proof) {
        assertThat(words).as("@Tells of " + type).isNotNull();
        return "| `%s` | %s | %s | %s | [%s] |\n"
                .formatted(
                        type,
                        words.when(),
                        words.whom(),
                        templates.require(type).priority(),
                        proof);
    }

    private static String wireName(Class<? extends DomainEvent> event) {
        return EventTypes.of(event).name();
    }
}
