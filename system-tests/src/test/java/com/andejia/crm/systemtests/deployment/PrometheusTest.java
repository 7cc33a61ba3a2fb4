package com.andejia.crm.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PrometheusTest {
    private static final ObjectNode CONFIGURATION = Trees.read(Path.of("../ops/prometheus/prometheus.yml"));

    @Test
    void prometheusAsksBothServicesWhereTheirMetricsAre() {
        assertThat(targets(CONFIGURATION)).isEqualTo(metrics());
    }

    @Test
    void anotherPortIsNoticed() {
        ObjectNode broken = Trees.with(CONFIGURATION, "/scrape_configs/0/dns_sd_configs/0/port", 8081);

        assertThat(targets(broken)).isNotEqualTo(metrics());
    }

    private static List<String> metrics() {
        return ServiceFacts.BOTH.stream()
                .map(it -> it.name() + ":" + it.managementPort() + "/actuator/prometheus")
                .toList();
    }

    private static List<String> targets(JsonNode configuration) {
        return Trees.items(configuration.path("scrape_configs"))
                .map(job -> job.at("/dns_sd_configs/0/names/0").asString("") + ":"
                        + job.at("/dns_sd_configs/0/port")
                        + job.path("metrics_path").asString(""))
                .toList();
    }
}
