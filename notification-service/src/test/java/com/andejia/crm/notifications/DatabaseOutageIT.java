package com.andejia.crm.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.LocalKafka;
import com.andejia.crm.localstack.LocalMongo;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.Notifications;
import com.andejia.crm.notifications.record.ConsumerHealth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The database is away for longer than anybody's patience. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageIT {
    /** Spring's own error handler gives up after the tenth attempt. */
    private static final int MORE_ATTEMPTS_THAN_SPRING_MAKES = 11;

    @Test
    void whatCannotBeStoredIsTriedUntilItCan(@TempDir Path dataDir, CapturedOutput output) throws Exception {
        int port = FreePorts.any();
        LocalMongo mongo = LocalMongo.start(dataDir.resolve("mongo"), port);
        try (LocalKafka kafka = LocalKafka.start(dataDir.resolve("kafka"), 0);
                ConfigurableApplicationContext service = start(mongo.uri("notifications"), kafka.bootstrapServers())) {
            var listeners = service.getBean(KafkaListenerEndpointRegistry.class);
            await().until(() -> listeners.getListenerContainer("crm-feed").isRunning());
            mongo.close();
            String owner = "owner-" + UUID.randomUUID();
            request(service, owner);

            ConsumerHealth health = service.getBean(ConsumerHealth.class);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> health.health().getStatus().equals(Status.OUT_OF_SERVICE));
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> output.getAll().contains("attempt " + MORE_ATTEMPTS_THAN_SPRING_MAKES + " at "));
            mongo = LocalMongo.start(dataDir.resolve("mongo"), port);

            Notifications notifications = service.getBean(Notifications.class);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(notifications.countUnread(owner).block()).isEqualTo(1));
            await().untilAsserted(() -> assertThat(health.health().getDetails()).doesNotContainKey("crm-feed"));
            assertThat(output).doesNotContain("set aside");
        } finally {
            mongo.close();
        }
    }

    private static ConfigurableApplicationContext start(String mongoUri, String bootstrapServers) {
        return SpringApplication.run(
                NotificationServiceApplication.class,
                "--server.port=0",
                "--crm.consumers.longest-pause=200ms",
                "--management.server.port=0",
                "--spring.mongodb.uri=" + mongoUri,
                "--spring.kafka.bootstrap-servers=" + bootstrapServers);
    }

    private static void request(ConfigurableApplicationContext service, String owner) throws Exception {
        var request = new NotificationRequest(
                "CUSTOMER_ASSIGNED",
                owner,
                UUID.randomUUID().toString(),
                Instant.now(),
                "customer",
                Map.of("customerName", "客户"),
                null);
        @SuppressWarnings("unchecked")
        KafkaTemplate<String, byte[]> kafka = service.getBean(KafkaTemplate.class);
        kafka.send(NotificationRequest.TOPIC, owner, JsonMapper.shared().writeValueAsBytes(request))
                .get(10, TimeUnit.SECONDS);
    }
}
