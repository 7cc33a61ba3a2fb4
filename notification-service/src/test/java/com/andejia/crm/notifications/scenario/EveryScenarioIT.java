package com.andejia.crm.notifications.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import com.andejia.crm.notifications.template.Templates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each scenario there is: its event as any producer may put it on the topic, and the streams of those who should hear of it,
 * and of those who should not. A new scenario is tried without a line here.
 */
@RealPartsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryScenarioIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Whom the approved samples name, and an operator, whom none of them names. */
    private static final Map<String, String> ROLES =
            Map.of("admin", "admin", "manager", "manager", "carol", "operator", "alice", "employee", "bob", "employee");

    private final Map<String, EventStreamClient> streams = new HashMap<>();
    private KafkaProducer<String, byte[]> producer;

    @LocalServerPort
    private int port;

    @Autowired
    private ScenarioCatalogue catalogue;

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private Templates templates;

    @BeforeAll
    void everybodyIsThereAndLooksOn() throws Exception {
        Map<String, Object> broker = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestStack.shared().bootstrapServers());
        producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
        for (var member : ROLES.entrySet()) {
            var known = new StaffChanged(member.getKey(), member.getKey(), List.of(member.getValue()), true);
            send(EventRecords.of(known, UUID.randomUUID().toString()));
            var stream = EventStreamClient.open(
                    URI.create("http://localhost:" + port + "/api/notifications/stream"),
                    "Authorization",
                    "Bearer " + RealParts.ISSUER.tokenFor(member.getKey()));
            streams.put(member.getKey(), stream);
            await().until(() -> !stream.events("unread-count").isEmpty());
        }
        await().until(() -> staff.everybody().containsAll(ROLES.keySet()));
    }

    @AfterAll
    void closeAll() {
        streams.values().forEach(EventStreamClient::close);
        producer.close();
    }

    Stream<String> types() {
        return catalogue.all().stream().map(NotificationScenario::type).sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void itsEventIsSeenByThoseItIsForAndByNobodyElse(String type) throws Exception {
        NotificationScenario<?> scenario = catalogue.all().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
        ApprovedSample sample =
                ApprovedSample.of(EventTypes.of(scenario.event()).name());
        var match = catalogue
                .match(JSON.treeToValue(sample.data(), scenario.event()))
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
        String thisOne = "2025-11-24T08:00:00." + (100 + types().toList().indexOf(type)) + "Z";

        send(asProducedElsewhere(sample, thisOne));

        for (String person : ROLES.keySet()) {
            if (match.recipients().contains(person)) {
                JsonNode told = awaitNotification(person, thisOne);
                assertThat(told.get("type").asString()).isEqualTo(type);
                assertThat(told.get("content").asString())
                        .isEqualTo(templates.require(type).content(match.variables()));
            }
        }
        assertThat(whoHeardOf(thisOne)).isNotEmpty().isSubsetOf(match.recipients());
    }

    private Set<String> whoHeardOf(String time) {
        return Set.copyOf(ROLES.keySet().stream()
                .filter(person -> seen(person, time).findAny().isPresent())
                .toList());
    }

    private JsonNode awaitNotification(String person, String time) {
        await("told " + person)
                .untilAsserted(() -> assertThat(seen(person, time)).hasSize(1));
        return seen(person, time).findFirst().orElseThrow();
    }

    private Stream<JsonNode> seen(String person, String time) {
        return streams.get(person).events("notification").stream()
                .map(event -> JSON.readTree(event.data()))
                .filter(it -> it.get("createdAt").asString().equals(time));
    }

    private static ProducerRecord<String, byte[]> asProducedElsewhere(ApprovedSample sample, String time) {
        ObjectNode data = (ObjectNode) JSON.readTree(sample.value());
        data.remove("operation"); // what belongs to one of many becomes part of a digest
        var entry = new ProducerRecord<>(sample.topic(), sample.key(), JSON.writeValueAsBytes(data));
        Map<String, String> headers = new HashMap<>(sample.headers());
        headers.put(EventAttributes.ID_HEADER, UUID.randomUUID().toString());
        headers.put(EventAttributes.TIME_HEADER, time);
        headers.forEach((name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return entry;
    }

    private void send(ProducerRecord<String, byte[]> entry) throws Exception {
        producer.send(entry).get(10, TimeUnit.SECONDS);
    }
}
