package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {
    private static final MetricsDocument DOCUMENT = MetricsDocument.parse("""
            ## some-service

            | metric | type | unit | labels | means | bad when |
            |---|---|---|---|---|---|
            | `crm_things_total` | counter | things | `kind`, `result` | things done | it stands still |
            | `crm_wait_seconds` | histogram | seconds | | how long they wait | more than a minute |

            ## both services

            | metric | type | unit | labels | means | bad when |
            |---|---|---|---|---|---|
            | `jvm_memory_used_bytes` | gauge | bytes | `area` | memory | near the maximum |
            """);

    private static final String AS_DOCUMENTED = """
            # HELP crm_things_total things
            # TYPE crm_things_total counter
            crm_things_total{kind="a \\"}, b",result="done"} 1.0
            # TYPE crm_wait_seconds histogram
            crm_wait_seconds_bucket{le="0.05"} 0
            crm_wait_seconds_count 0
            # TYPE crm_wait_seconds_max gauge
            crm_wait_seconds_max 0.0
            # TYPE jvm_memory_used_bytes gauge
            jvm_memory_used_bytes{area="heap",id="Eden"} 17.0
            # TYPE jvm_threads_live_threads gauge
            jvm_threads_live_threads 3.0
            """;

    @Test
    void aServiceThatExportsWhatIsDocumentedDiffersInNothing() {
        assertThat(DOCUMENT.differences("some-service", AS_DOCUMENTED)).isEmpty();
    }

    @Test
    void oneOfOursThatIsNotDocumentedIsFound() {
        assertThat(DOCUMENT.differences("some-service", AS_DOCUMENTED + "# TYPE crm_news_total counter\n"))
                .containsExactly("crm_news_total is exported, but not documented");
    }

    @Test
    void oneThatIsNotExportedIsFoundAlsoIfItComesWithALibrary() {
        assertThat(DOCUMENT.differences("some-service", ""))
                .containsExactly(
                        "crm_things_total is documented, but not exported",
                        "crm_wait_seconds is documented, but not exported",
                        "jvm_memory_used_bytes is documented, but not exported");
    }

    @Test
    void anotherTypeIsFound() {
        assertThat(DOCUMENT.differences(
                        "some-service",
                        AS_DOCUMENTED.replace("crm_wait_seconds histogram", "crm_wait_seconds summary")))
                .containsExactly("crm_wait_seconds is documented as histogram, but is a summary");
    }

    @Test
    void otherLabelsAreFound() {
        assertThat(DOCUMENT.differences("some-service", AS_DOCUMENTED.replace("result=", "outcome=")))
                .containsExactly(
                        "crm_things_total is documented with the labels [kind, result], but has [kind, outcome]");
        assertThat(DOCUMENT.differences("some-service", AS_DOCUMENTED.replace("area=", "space=")))
                .containsExactly("jvm_memory_used_bytes is documented with the labels [area], but has [id, space]");
    }

    @Test
    void aHistogramIsAskedForByItsParts() {
        assertThat(new Metric("crm_wait_seconds", "histogram", Set.of()).series())
                .containsExactlyInAnyOrder(
                        "crm_wait_seconds_bucket",
                        "crm_wait_seconds_count",
                        "crm_wait_seconds_sum",
                        "crm_wait_seconds_max");
        assertThat(new Metric("crm_things_total", "counter", Set.of()).series()).containsExactly("crm_things_total");
    }
}
