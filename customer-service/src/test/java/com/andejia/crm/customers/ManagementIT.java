package com.andejia.crm.customers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();

    @Test
    void thoseOnWatchSeeTheOutbox() {
        String metrics = get("/actuator/prometheus");

        assertThat(metrics)
                .contains(
                        "crm_outbox_pending",
                        "crm_outbox_oldest_seconds",
                        "crm_outbox_spilled",
                        "crm_outbox_publish_latency_seconds",
                        "crm_outbox_lease_takeovers_total",
                        "crm_outbox_fastpath_dropped_total");
        assertThat(get("/actuator/health/liveness")).contains("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "heapdump", "loggers", "info", "metrics"})
    void nothingElseIsExposed(String endpoint) {
        service.management()
                .get()
                .uri("/actuator/" + endpoint)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private String get(String uri) {
        return service.management()
                .get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
