package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTest {
    private static final TopicPartition PARTITION = new TopicPartition("crm.customer.events", 0);

    @TempDir
    Path dir;

    @Test
    void recordsSurviveARestart() throws Exception {
        try (LocalKafka kafka = LocalKafka.start(dir, 0)) {
            createTopic(kafka.bootstrapServers());
            send(kafka.bootstrapServers(), "one", "two");
        }
        try (LocalKafka kafka = LocalKafka.start(dir, 0)) {
            assertThat(recordsOn(kafka.bootstrapServers())).containsExactly("one", "two");
        }
    }

    @Test
    void acknowledgedRecordsSurviveThatTheBrokerIsKilled() throws Exception {
        int port = FreePorts.any();
        try (JvmProcess broker = fork(port)) {
            createTopic("localhost:" + port);
            send("localhost:" + port, "one", "two");
            broker.kill();
        }
        try (JvmProcess broker = fork(port)) {
            assertThat(recordsOn("localhost:" + port)).containsExactly("one", "two");
        }
    }

    @Test
    void topicsAreNotCreatedByMistypingThem() {
        try (LocalKafka kafka = LocalKafka.start(dir, 0)) {
            assertThatThrownBy(() -> send(kafka.bootstrapServers(), "lost"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    private JvmProcess fork(int port) {
        return JvmProcess.start(
                LocalKafka.class, List.of("--port=" + port, "--data=" + dir.resolve("data")), dir.resolve("kafka.log"));
    }

    private static void createTopic(String servers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                            .all()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .handle((created, error) -> true)
                            .get());
        }
    }

    private static void send(String servers, String... values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "acks", "all", "max.block.ms", 2_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get();
            }
        }
    }

    private static List<String> recordsOn(String servers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
                return values.size() >= 2;
            });
            return values;
        }
    }
}
