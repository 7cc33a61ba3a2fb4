package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.KafkaSecurity;
import com.andejia.crm.localstack.ServiceProcess;
import com.andejia.crm.localstack.ServiceProcess.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both services on a broker with TLS, users and the rights that the manifests give them, which are enough, and no more than that; and
 * on a database behind TLS.
 */
class SecuredSystemIT {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOT_AUTHENTICATED = "failed authentication due to";

    @TempDir
    static Path dir;

    private static KafkaSecurity security;
    private static RunningSystem system;

    @BeforeAll
    static void start() {
        security = KafkaSecurity.create(dir, KafkaPlatform.users());
        system = RunningSystem.secured(security);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void theOwnerKnowsAtOnce() {
        try (EventStreamClient alice = Staff.signIn(system, "alice").stream()) {
            await().until(() -> !alice.events("unread-count").isEmpty());

            Staff.Reply created = Staff.signIn(system, "admin").createCustomer(Leads.forOwner("alice"));

            assertThat(created.status()).isEqualTo(201);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(alice.events("notification")).hasSize(1));
        }
    }

    @Test
    void everythingElseThatTheServicesDoWithKafkaIsAllowedToo() {
        Staff admin = Staff.signIn(system, "admin");
        Staff bob = Staff.signIn(system, "bob");

        assertThat(admin.announce(Map.of("content", "今晚升级")).status()).isLessThan(300);
        awaitTold(bob, "SYSTEM_ANNOUNCEMENT");
        assertThat(admin.ops("pipeline").body().at("/data/stages").isEmpty()).isFalse();

        writePoison();
        String letter = awaitDeadLetter(admin);
        assertThat(admin.ops("dead-letters/" + letter + "/redrive", Map.of()).status())
                .isEqualTo(200);

        String replay = admin.ops(
                        "replays", Map.of("topics", List.of("crm.customer.events"), "from", 0, "dryRun", true))
                .body()
                .at("/data/id")
                .asString();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(admin.ops("replays/" + replay)
                                .body()
                                .at("/data/state")
                                .asString())
                        .isEqualTo("DONE"));

        assertThat(Stream.of("customer-service", "notification-service").flatMap(system::log))
                .noneMatch(line -> line.contains("AuthorizationException") || line.contains("Not authorized"));
    }

    @ParameterizedTest
    @CsvSource({
        "customer-service, crm.notification.requests",
        "customer-service, crm.customer.events",
        "notification-service, somebody.elses.events"
    })
    void noServiceReadsWhatIsNotForIt(String service, String topic) {
        try (var consumer =
                new KafkaConsumer<>(client(service), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());

            assertThatThrownBy(() -> consumer.poll(PATIENCE)).isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "customer-service, crm.notification.requests",
        "customer-service, crm.system.events",
        "notification-service, crm.staff.events"
    })
    void noServiceWritesWhatIsForOthersToSay(String service, String topic) {
        assertThatThrownBy(() -> write(client(service), topic, "{}"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @ParameterizedTest
    @CsvSource({"customer-service", "notification-service"})
    void noServiceCreatesTopics(String service) {
        try (Admin admin = Admin.create(client(service))) {
            assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("crm.another", 1, (short) 1)))
                            .all()
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    /** Writes need no Kafka, so it takes them, and says what is wrong; whoever has the right password tells of them. */
    @Test
    void aCustomerServiceWithAWrongPasswordSaysSoAndLosesNothing() {
        Spec spec = withAWrongPassword(system.customerService().spec());
        try (ServiceProcess astray = ServiceProcess.start(spec)) {
            astray.awaitReady(START);
            Map<String, Object> lead = Leads.forOwner("bob");

            Staff admin = Staff.signIn(system, "admin");
            assertThat(admin.createCustomer(astray.uri(), lead).status()).isEqualTo(201);

            await().atMost(PATIENCE).until(() -> says(spec, NOT_AUTHENTICATED));
            Staff bob = Staff.signIn(system, "bob");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(bob.notificationsOf("CUSTOMER_ASSIGNED", String.valueOf(lead.get("name"))))
                                    .hasSize(1));
        }
    }

    @Test
    void aNotificationServiceWithAWrongPasswordSaysSoAndIsNotReady() {
        Spec spec = withAWrongPassword(system.notificationService().spec());
        try (ServiceProcess astray = ServiceProcess.start(spec)) {
            await().atMost(START).until(() -> says(spec, "Started ") && says(spec, NOT_AUTHENTICATED));

            await().during(Duration.ofSeconds(2)).until(() -> astray.isAlive() && !astray.isReady());
        }
    }

    private static Spec withAWrongPassword(Spec right) {
        String name = right.name() + "-astray";
        String login = security.environment(KafkaSecurity.OPS)
                .get("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG")
                .replace("\"ops\"", "\"" + right.name() + "\"");
        return new Spec(
                        name,
                        right.jar(),
                        right.environment(),
                        FreePorts.any(),
                        FreePorts.any(),
                        right.logFile().resolveSibling(name + ".log"))
                .with("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", login);
    }

    private static boolean says(Spec service, String what) throws IOException {
        return Files.exists(service.logFile())
                && Files.readString(service.logFile()).contains(what);
    }

    private static void awaitTold(Staff person, String type) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(person.notifications().valueStream())
                        .anyMatch(it -> it.at("/type").asString().equals(type)));
    }

    private static void writePoison() {
        try {
            write(client(KafkaSecurity.OPS), "crm.customer.events", "{not json");
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String awaitDeadLetter(Staff admin) {
        return await().atMost(PATIENCE)
                .until(
                        () -> admin.ops("dead-letters?state=OPEN")
                                .body()
                                .at("/data/items/0/id")
                                .asString(""),
                        id -> !id.isEmpty());
    }

    private static Map<String, Object> client(String user) {
        return new HashMap<>(security.client(user, system.bootstrapServers()));
    }

    private static void write(Map<String, Object> settings, String topic, String value)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
