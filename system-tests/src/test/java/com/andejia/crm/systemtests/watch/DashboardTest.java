package com.andejia.crm.systemtests.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A panel that nobody feeds looks like a quiet day. */
class DashboardTest {
    private final Promises promises = Promises.documented();

    @Test
    void everyPanelAsksForWhatServicesTell() throws IOException {
        assertThat(complaints(dashboard())).isEmpty();
    }

    @Test
    void aPanelThatAsksForSomethingElseIsFound() throws IOException {
        String broken = dashboard().replace("max(crm_outbox_oldest_seconds)", "max(crm_outbox_oldest)");

        assertThat(complaints(broken)).contains("Oldest event not on the log: nobody tells crm_outbox_oldest");
    }

    @Test
    void panelsHaveAPlaceOfTheirOwn() throws IOException {
        List<JsonNode> panels = panels(dashboard());

        assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).extracting(panel -> panel.get("title").asString()).doesNotHaveDuplicates();
        assertThat(panels)
                .extracting(panel -> panel.at("/gridPos/x").asInt() + " "
                        + panel.at("/gridPos/y").asInt())
                .doesNotHaveDuplicates();
        assertThat(panels)
                .allMatch(panel ->
                        panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt() <= 24);
    }

    @Test
    void itWorksWithWhateverPrometheusIsChosen() throws IOException {
        assertThat(panels(dashboard()).stream()
                        .flatMap(panel -> panel.path("targets").valueStream())
                        .map(target -> target.at("/datasource/uid").asString()))
                .isNotEmpty()
                .containsOnly("${datasource}");
    }

    private static String dashboard() throws IOException {
        return Files.readString(Path.of("../ops/grafana/dashboards/crm.json"));
    }

    private static List<JsonNode> panels(String dashboard) {
        List<JsonNode> panels = new ArrayList<>();
        JsonMapper.shared().readTree(dashboard).get("panels").valueStream().forEach(panels::add);
        return panels;
    }

    private List<String> complaints(String dashboard) {
        return panels(dashboard).stream()
                .flatMap(panel -> panel.path("targets").valueStream().flatMap(target -> complaints(panel, target)))
                .toList();
    }

    private Stream<String> complaints(JsonNode panel, JsonNode target) {
        String expression = target.get("expr").asString().replace("$__rate_interval", "5m");
        return promises.notKept(expression).stream()
                .map(complaint -> panel.get("title").asString() + ": " + complaint);
    }
}
