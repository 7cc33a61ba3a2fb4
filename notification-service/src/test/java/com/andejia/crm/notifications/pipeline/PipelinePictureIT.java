package com.andejia.crm.notifications.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.notifications.support.OpsClient;
import com.andejia.crm.notifications.support.RealPartsTest;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** One look says whether people are being told. */
@RealPartsTest
class PipelinePictureIT {
    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private KafkaListenerEndpointRegistry listeners;

    @Test
    void whatWaitsIsSeenAndThatItMovesAgain() throws Exception {
        var portions = listeners.getListenerContainer("crm-portions");
        portions.stop();
        try {
            long before = portions().get("lag").asLong();
            kafka.send(new ProducerRecord<>(
                            "crm.notification.portions", UUID.randomUUID().toString(), new byte[0]))
                    .get(10, TimeUnit.SECONDS);

            assertThat(portions().get("lag").asLong()).isEqualTo(before + 1);
            assertThat(portions().get("partitions")).hasSize(3);
        } finally {
            portions.start();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(portions().get("lag").asLong()).isZero());
        assertThat(portions().get("inPerSecond").asDouble()).isNotNegative();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(picture()
                                .at("/deadLetters/crm.notification.portions")
                                .asLong())
                        .isPositive());
    }

    @Test
    void everyConsumerOfEveryTopicIsThereAndSoAreStreams() throws Exception {
        assertThat(StreamSupport.stream(picture().get("stages").spliterator(), false)
                        .map(it -> it.get("consumer").asString() + " "
                                + it.get("topic").asString()))
                .contains(
                        "crm-intake crm.customer.events",
                        "crm-intake crm.contract.events",
                        "crm-feed crm.notification.requests",
                        "crm-dead-letters crm.notification.requests.dlt");
        assertThat(picture().get("outbox").isNull())
                .as("nobody has said where it is")
                .isTrue();
        try (EventStreamClient stream = EventStreamClient.open(
                URI.create("http://localhost:" + port + "/api/notifications/stream"),
                "Authorization",
                "Bearer " + admin().token())) {
            await().until(() -> !stream.events("unread-count").isEmpty());

            assertThat(picture().get("openStreams").asInt()).isPositive();
        }
    }

    @Test
    void onlyAnAdminMayLook() {
        new OpsClient(port, "boss", "manager").get("/api/ops/pipeline", HttpStatus.FORBIDDEN);
    }

    private JsonNode portions() {
        return picture()
                .get("stages")
                .valueStream()
                .filter(it -> it.get("topic").asString().equals("crm.notification.portions"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode picture() {
        return admin().get("/api/ops/pipeline");
    }

    private OpsClient admin() {
        return new OpsClient(port, "root", "admin");
    }
}
