package com.andejia.crm.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.localstack.MetricsDocument;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;

/** What those on watch are promised is what the service tells them. */
@RealPartsTest
class MetricsDocumentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String owner = "owner-" + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private PrometheusMeterRegistry registry;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Test
    void whatIsDocumentedIsExportedAndNothingElseOfOurs() throws Exception {
        var document = MetricsDocument.read(Path.of("../docs/metrics.md"));
        somebodyIsToldAndSomethingIsNotUnderstood();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(document.differences("notification-service", exposition()))
                        .isEmpty());
    }

    @Test
    void aPushIsTimedFromItsEvent() throws Exception {
        double before = number("crm_notification_event_to_pushed_seconds_count");
        try (EventStreamClient stream = stream()) {
            send(EventRecords.of(assigned(), UUID.randomUUID().toString()));

            await().atMost(PATIENCE).until(() -> !stream.events("notification").isEmpty());
        }
        await().untilAsserted(() -> assertThat(number("crm_notification_event_to_pushed_seconds_count"))
                .isGreaterThan(before));
        assertThat(number("crm_notification_event_to_pushed_seconds_max"))
                .as("those of these tests are of the year 2025")
                .isGreaterThan(1_000_000);
    }

    @Test
    void tracesAreSentNowhereUnlessItIsSaidWhere(@Autowired ObjectProvider<SpanExporter> exporters) {
        assertThat(exporters.stream()).isEmpty();
    }

    /** The binder does not look for what is not told; one that looked at the wrong moment has kept a service from ending. */
    @Test
    void theBinderDoesNotLookForTheLagOfTheLiveGroup() {
        assertThat(registry.find("spring.cloud.stream.binder.kafka.offset").meters())
                .isEmpty();
        assertThat(exposition()).doesNotContain("spring_cloud_stream_binder_kafka_offset");
    }

    private void somebodyIsToldAndSomethingIsNotUnderstood() throws Exception {
        send(EventRecords.of(new StaffChanged("manager", "经理", List.of("manager"), true), id()));
        send(EventRecords.of(assigned(), id()));
        var unknown = EventRecords.of(assigned(), id());
        unknown.headers().remove(EventAttributes.TYPE_HEADER);
        unknown.headers().add(EventAttributes.TYPE_HEADER, "crm.customer.measured.v1".getBytes(StandardCharsets.UTF_8));
        send(unknown);
        var poison = EventRecords.of(assigned(), id());
        send(new ProducerRecord<>(poison.topic(), null, poison.key(), new byte[] {'{'}, poison.headers()));
        URI.create("http://localhost:" + port + "/")
                .toURL()
                .openStream()
                .close(); // requests are told of from the first one on
        System.gc(); // is told of from the first pause on
    }

    private CustomerAssigned assigned() {
        return EventRecords.assigned(id(), "客户", owner);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private void send(ProducerRecord<String, byte[]> entry) throws Exception {
        kafka.send(entry).get(10, TimeUnit.SECONDS);
    }

    private EventStreamClient stream() throws Exception {
        EventStreamClient stream = EventStreamClient.open(
                URI.create("http://localhost:" + port + "/api/notifications/stream"),
                "Authorization",
                "Bearer " + RealParts.ISSUER.tokenFor(owner));
        await().until(() -> !stream.events("unread-count").isEmpty());
        return stream;
    }

    private double number(String name) {
        return exposition()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** As it is exposed; not asked for at its port, which is another one after the context has been paused. */
    private String exposition() {
        return registry.scrape("text/plain; version=0.0.4");
    }
}
