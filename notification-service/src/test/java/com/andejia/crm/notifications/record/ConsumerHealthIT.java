package com.andejia.crm.notifications.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.LocalKafka;
import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.NotificationServiceApplication;
import com.andejia.crm.notifications.feed.NotificationRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;

/** What readiness says of the consumers, and what becomes of one whose thread ends. */
class ConsumerHealthIT {
    /** Where a listener can't catch: inside the poll. */
    private static volatile Runnable inThePoll = () -> {};

    @AfterEach
    void trouble() {
        inThePoll = () -> {};
    }

    @Test
    void everythingThatKeepsPeopleFromBeingToldIsSeenAndMended(@TempDir Path data) throws Exception {
        int port = FreePorts.any();
        LocalKafka kafka = LocalKafka.start(data, port);
        try (ConfigurableApplicationContext service = start(kafka.bootstrapServers())) {
            ConsumerHealth health = service.getBean(ConsumerHealth.class);
            assertThat(health.health().getDetails()).containsEntry("crm-intake", "not started");
            publish(service, staff());
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> isUp(health));

            inThePoll = () -> {
                throw new LinkageError("not for any listener to catch");
            };
            publish(service, new ProducerRecord<>(NotificationRequest.TOPIC, "one", new byte[0]));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(health.health().getDetails()).containsKey("crm-feed"));
            inThePoll = () -> {};
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> isUp(health));

            inThePoll = ConsumerHealthIT::hang;
            publish(service, new ProducerRecord<>(NotificationRequest.TOPIC, "two", new byte[0]));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(health.health().getDetails())
                            .containsEntry("crm-feed", "has not polled for longer than PT7S"));
            inThePoll = () -> {};
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> isUp(health));

            kafka.close();
            await().during(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> isUp(health));
            ConsumerContainers consumers = service.getBean(ConsumerContainers.class);
            await().untilAsserted(() -> assertThat(consumers.isBrokerAway()).isTrue());
            kafka = LocalKafka.start(data, port);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(consumers.isBrokerAway()).isFalse());
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions() // the producer may still be looking for the broker
                    .untilAsserted(() ->
                            publish(service, new ProducerRecord<>(NotificationRequest.TOPIC, "three", new byte[0])));
            String bootstrapServers = kafka.bootstrapServers();
            await().atMost(Duration.ofSeconds(20)).until(() -> committed("crm-feed", bootstrapServers) >= 3);
            service.close();
            assertThat(membersOf("crm-feed", bootstrapServers))
                    .as("whoever stops leaves, so that the next one gets its partitions at once")
                    .isEmpty();
        } finally {
            kafka.close();
        }
    }

    private static Collection<MemberDescription> membersOf(String group, String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get(10, TimeUnit.SECONDS)
                    .members();
        }
    }

    private static long committed(String group, String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS)
                    .get(new TopicPartition(NotificationRequest.TOPIC, 0))
                    .offset();
        }
    }

    private static void hang() {
        Runnable trouble = inThePoll;
        await().atMost(Duration.ofMinutes(1)).until(() -> inThePoll != trouble);
    }

    private static void isUp(ConsumerHealth health) {
        assertThat(health.health().getStatus())
                .as(health.health().getDetails().toString())
                .isEqualTo(Status.UP);
    }

    private static ProducerRecord<String, byte[]> staff() {
        ApprovedSample sample = ApprovedSample.of("crm.staff.changed.v1");
        var staff = new ProducerRecord<>(sample.topic(), sample.key(), sample.value());
        sample.headers().forEach((name, text) -> staff.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return staff;
    }

    @SuppressWarnings("unchecked")
    private static void publish(ConfigurableApplicationContext service, ProducerRecord<String, byte[]> entry)
            throws Exception {
        service.getBean(KafkaTemplate.class).send(entry).get(10, TimeUnit.SECONDS);
    }

    private static ConfigurableApplicationContext start(String bootstrapServers) {
        return SpringApplication.run(
                NotificationServiceApplication.class,
                "--server.port=0",
                "--management.server.port=0",
                // longer than a poll and a commit whose broker is away, as the shipped settings have it
                "--crm.consumers.longest-silence=7s",
                "--spring.kafka.listener.poll-timeout=1s",
                "--spring.kafka.consumer.properties.default.api.timeout.ms=3000",
                "--crm.consumers.revival-interval=2s",
                "--crm.topics.partitions=1",
                "--spring.kafka.consumer.properties.interceptor.classes=" + Trouble.class.getName(),
                "--spring.mongodb.uri=" + TestStack.shared().mongoUri("notifications-" + UUID.randomUUID()),
                "--spring.kafka.bootstrap-servers=" + bootstrapServers);
    }

    public static final class Trouble implements ConsumerInterceptor<String, byte[]> {
        @Override
        public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
            if (records.partitions().stream().anyMatch(it -> it.topic().equals(NotificationRequest.TOPIC))) {
                inThePoll.run();
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
