package com.andejia.crm.systemtests.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** An alert that can't fire, or that leaves whoever it wakes alone, is found here and not at night. */
class AlertRulesTest {
    private static final Path RULES = Path.of("../ops/prometheus/alerts.yml");
    private static final Path EXAMPLES = Path.of("../ops/prometheus/alerts-test.yml");
    private static final Path RUNBOOK = Path.of("../docs/runbook.md");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private final Promises promises = Promises.documented();

    @Test
    void everyAlertAsksForWhatServicesTellAndLeadsToTheRunbook() throws IOException {
        assertThat(complaints(Files.readString(RULES))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max(crm_outbox_oldest_seconds)      | max(crm_outbox_age)           | nobody tells crm_outbox_age",
                "outcome=\"SERVER_ERROR\"            | result=\"SERVER_ERROR\"       | has no label result",
                "docs/runbook.md#requests-fail       | docs/runbook.md#fail          | no such heading",
                "severity: warning                   | severity: mild                | critical nor warning",
                "for: 2m                             | since: 2m                     | is made of",
                "CrmRequestsFail                     | CrmDeadLettersAreOpen         | twice"
            })
    void whatIsWrongWithOneIsFound(String right, String wrong, String complaint) throws IOException {
        String rules = Files.readString(RULES);
        assertThat(rules).contains(right);

        assertThat(complaints(rules.replace(right, wrong)))
                .anySatisfy(it -> assertThat(it).contains(complaint));
    }

    @Test
    void everyAlertIsSeenToFire() throws IOException {
        String examples = Files.readString(EXAMPLES);

        assertThat(rules(Files.readString(RULES)))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(examples).contains("alertname=\"" + rule.get("alert") + "\""));
    }

    @Test
    void promtoolFindsThemWellFormedAndSeesThemFireWhenTheyShould() throws Exception {
        assumePromtool();
        assertThat(promtool("check", "rules", RULES.toString())).contains("SUCCESS");
        assertThat(promtool("test", "rules", EXAMPLES.toString())).contains("SUCCESS");
    }

    @Test
    void promtoolWouldSeeAnAlertThatDoesNotFire(@TempDir Path dir) throws Exception {
        assumePromtool();
        Files.writeString(dir.resolve("alerts.yml"), Files.readString(RULES).replace("> 60", "> 6000"));
        Files.copy(EXAMPLES, dir.resolve("alerts-test.yml"));

        assertThat(promtool("test", "rules", dir.resolve("alerts-test.yml").toString()))
                .contains("FAILED", "CrmEventsWaitInOutbox");
    }

    private List<String> complaints(String rules) throws IOException {
        Set<String> headings = anchors(Files.readString(RUNBOOK));
        List<String> complaints = new ArrayList<>();
        List<Map<String, Object>> all = rules(rules);
        Set<String> names =
                all.stream().map(rule -> String.valueOf(rule.get("alert"))).collect(Collectors.toSet());
        if (names.size() != all.size()) {
            complaints.add("there is a name twice");
        }
        all.forEach(rule -> check(rule, headings, complaints));
        return complaints;
    }

    private void check(Map<String, Object> rule, Set<String> headings, List<String> complaints) {
        String name = String.valueOf(rule.get("alert"));
        if (!rule.keySet().equals(Set.of("alert", "expr", "for", "labels", "annotations"))) {
            complaints.add(name + " is made of " + rule.keySet());
            return;
        }
        promises.notKept((String) rule.get("expr")).forEach(it -> complaints.add(name + ": " + it));
        Map<String, String> labels = texts(rule.get("labels"));
        if (!labels.keySet().equals(Set.of("severity"))
                || !Set.of("critical", "warning").contains(labels.get("severity"))) {
            complaints.add(name + " is neither critical nor warning: " + labels);
        }
        Map<String, String> annotations = texts(rule.get("annotations"));
        if (!annotations.keySet().equals(Set.of("summary", "description", "runbook_url"))) {
            complaints.add(name + " says " + annotations.keySet());
        }
        String runbook = annotations.getOrDefault("runbook_url", "");
        if (!headings.contains(runbook)) {
            complaints.add(name + ": no such heading: " + runbook);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Map<String, List<Map<String, Object>>> file = new Yaml(options).load(text);
        assertThat(file).containsOnlyKeys("groups");
        return file.get("groups").stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(Object map) {
        return (Map<String, String>) map;
    }

    /** As hosts of Markdown make them of headings. */
    private static Set<String> anchors(String markdown) {
        return HEADING.matcher(markdown)
                .results()
                .map((MatchResult heading) -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-'))
                .map(anchor -> "docs/runbook.md#" + anchor)
                .collect(Collectors.toSet());
    }

    private static void assumePromtool() {
        if (!"required".equals(System.getenv("CRM_PROMTOOL_TESTS"))) {
            assumeThat(isPromtoolThere())
                    .as("promtool, of Debian's package prometheus")
                    .isTrue();
        }
    }

    private static boolean isPromtoolThere() {
        return Pattern.compile(":")
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, "promtool")));
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
