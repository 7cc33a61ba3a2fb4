package com.andejia.crm.systemtests.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.systemtests.watch.PromQl.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromisesTest {
    private final Promises promises = Promises.documented();

    @Test
    void anExpressionSaysWhichMetricsAndLabelsItAsksFor() {
        var question = PromQl.read(
                "histogram_quantile(0.9, sum by (le, job) (rate(a_seconds_bucket{x=\"{b}\", y!~\"c|d\"}[5m]))) / on(job) up > 1e3 or vector(0)");

        assertThat(question.selectors())
                .containsExactly(new Selector("a_seconds_bucket", Set.of("x", "y")), new Selector("up", Set.of()));
        assertThat(question.grouping()).containsExactly("job", "le");
    }

    @Test
    void whatIsDocumentedMayBeAskedFor() {
        assertThat(promises.notKept("sum by (type, instance) (rate(crm_notifications_total{outcome=\"STORED\"}[5m]))"))
                .isEmpty();
        assertThat(promises.notKept("sum by (le) (rate(crm_notification_event_to_stored_seconds_bucket[5m]))"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "rate(crm_notification_total[5m])                  | nobody tells crm_notification_total",
                "crm_outbox_publish_latency_seconds{quantile=\"1\"}  | nobody tells crm_outbox_publish_latency_seconds",
                "crm_notifications_total{result=\"STORED\"}          | crm_notifications_total has no label result",
                "sum by (topic) (crm_outbox_pending)               | nothing has a label topic to group by",
                "crm_outbox_pending{le=\"1\"}                        | crm_outbox_pending has no label le"
            })
    void whatNobodyTellsIsFound(String expression, String complaint) {
        assertThat(promises.notKept(expression)).containsExactly(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rates(crm_outbox_pending[5m])",
                "sum(crm_outbox_pending",
                "crm_outbox_pending)",
                "{job=\"customer-service\"}",
                "crm_outbox_pending{job=customer}",
                "rate(crm_outbox_pending[5m)",
                "sum crm_outbox_pending",
                "crm_outbox_pending & 1",
                ""
            })
    void whatIsNoExpressionIsRefused(String expression) {
        assertThat(promises.notKept(expression)).hasSize(1);
    }
}
