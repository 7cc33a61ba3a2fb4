package com.andejia.crm.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.MetricsDocument;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();

    @Test
    void thoseOnWatchSeeWhatIsDocumentedAndNothingElseOfOurs() {
        var document = MetricsDocument.read(Path.of("../docs/metrics.md"));
        service.as("alice")
                .get()
                .uri("/api/customers")
                .exchange()
                .expectStatus()
                .isOk();
        System.gc(); // is told of from the first pause on

        await().untilAsserted(() -> assertThat(document.differences("customer-service", get("/actuator/prometheus")))
                .isEmpty());
    }

    @Test
    void itSaysThatItLives() {
        assertThat(get("/actuator/health/liveness")).contains("UP");
    }

    @Test
    void tracesAreSentNowhereUnlessItIsSaidWhere() {
        assertThat(service.has(SpanExporter.class)).isFalse();
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
