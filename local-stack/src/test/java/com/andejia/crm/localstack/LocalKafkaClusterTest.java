package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaClusterTest {
    private static final TopicPartition PARTITION = new TopicPartition("crm.customer.events", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    private final Map<Integer, KafkaNode> brokers = new HashMap<>();
    private final Map<Integer, JvmProcess> running = new HashMap<>();
    private Admin admin;

    @BeforeEach
    void startOneControllerAndTwoBrokers() {
        int controllerPort = FreePorts.any();
        KafkaCluster cluster = KafkaCluster.controlledOn(controllerPort, 2);
        start(KafkaNode.controller(controllerPort, dir.resolve("1"), cluster));
        for (int id = 2; id <= 3; id++) {
            int amongBrokers = FreePorts.any();
            KafkaNode broker = KafkaNode.broker(id, FreePorts.any(), dir.resolve(String.valueOf(id)), cluster)
                    .listener("PROXIED", FreePorts.any(), FreePorts.any())
                    .listener("BROKERS", amongBrokers, amongBrokers)
                    .interBroker("BROKERS");
            brokers.put(id, broker);
            start(broker);
        }
        admin = Admin.create(Map.of("bootstrap.servers", servers()));
        await().atMost(PATIENCE).until(() -> nodes(admin).size() == 2);
    }

    @AfterEach
    void stop() {
        admin.close();
        running.values().forEach(JvmProcess::kill);
    }

    @Test
    void whatWasAcknowledgedIsOnEveryBrokerAndWithoutOneNothingIs() throws Exception {
        createTopic();
        send("one");
        // A follower hears that a record is on all with the next one, or half a second later; until it has, and is not
        // alone, it shows the record to nobody.
        send("two");

        int dead = leader();
        running.get(dead).kill();
        await().atMost(PATIENCE).until(() -> leader() != dead);

        assertThat(recordsUntil("one")).startsWith("one");
        assertThatThrownBy(() -> send("refused")).isInstanceOf(ExecutionException.class);

        start(brokers.get(dead));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            send("three");
            return true;
        });
        assertThat(recordsUntil("three")).startsWith("one", "two");
    }

    @Test
    void aClientIsToldToStayOnTheListenerItCameBy() throws Exception {
        List<KafkaNode.Listener> proxied = brokers.values().stream()
                .map(broker -> broker.listeners().get(0))
                .toList();
        try (Relay one = Relay.before(proxied.get(0));
                Relay other = Relay.before(proxied.get(1));
                Admin client = Admin.create(Map.of("bootstrap.servers", "localhost:" + one.port()))) {
            assertThat(nodes(client)).extracting(Node::port).containsExactlyInAnyOrder(one.port(), other.port());
        }
    }

    private void start(KafkaNode node) {
        Path log = dir.resolve("kafka-%d.log".formatted(node.id()));
        running.put(node.id(), JvmProcess.start(LocalKafka.class, node.arguments(), log));
    }

    private String servers() {
        return brokers.values().stream()
                .map(broker -> "localhost:" + broker.port())
                .collect(Collectors.joining(","));
    }

    private static Collection<Node> nodes(Admin admin) throws Exception {
        return admin.describeCluster().nodes().get();
    }

    private void createTopic() throws Exception {
        NewTopic topic = new NewTopic(PARTITION.topic(), Optional.of(1), Optional.empty());
        admin.createTopics(List.of(topic)).all().get();
    }

    private int leader() throws Exception {
        return admin.describeTopics(List.of(PARTITION.topic()))
                .allTopicNames()
                .get()
                .get(PARTITION.topic())
                .partitions()
                .get(0)
                .leader()
                .id();
    }

    private void send(String value) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                servers(),
                "acks",
                "all",
                "request.timeout.ms",
                2_000,
                "delivery.timeout.ms",
                3_000,
                "max.block.ms",
                10_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get();
        }
    }

    private List<String> recordsUntil(String last) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers()), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            List<String> values = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
                return values.contains(last);
            });
            return values;
        }
    }
}
