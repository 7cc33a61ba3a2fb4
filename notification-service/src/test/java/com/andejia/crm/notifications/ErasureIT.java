package com.andejia.crm.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.CustomerErased;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.Operation;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import com.andejia.crm.notifications.support.Wishes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer is erased, and nobody can read of them any more; nor will anybody be told again. */
@RealPartsTest
class ErasureIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String owner = "owner-" + UUID.randomUUID();
    private final String manager = "manager-" + UUID.randomUUID();
    private final String customer = "customer-" + UUID.randomUUID();
    private final List<EventStreamClient> streams = new ArrayList<>();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @BeforeEach
    void theStaffAreKnown() throws Exception {
        publish(new StaffChanged(manager, "经理", List.of("manager"), true));
    }

    @AfterEach
    void close() {
        streams.forEach(EventStreamClient::close);
    }

    @Test
    void whatAnybodyWasToldOfTheCustomerIsGoneAndTheirScreensReload() throws Exception {
        publish(assigned(customer));
        publish(assigned("another-" + customer));
        eventually().untilAsserted(() -> assertThat(unread(owner)).isEqualTo(2));
        eventually().untilAsserted(() -> {
            publish(created(customer));
            assertThat(unread(manager)).isPositive();
        });
        EventStreamClient owners = stream(owner);
        EventStreamClient managers = stream(manager);

        publish(erased(customer));

        eventually().untilAsserted(() -> assertThat(owners.events("resync")).isNotEmpty());
        eventually().untilAsserted(() -> assertThat(managers.events("resync")).isNotEmpty());
        eventually().untilAsserted(() -> assertThat(lastUnread(owners)).isEqualTo("{\"count\":1}"));
        eventually().untilAsserted(() -> assertThat(lastUnread(managers)).isEqualTo("{\"count\":0}"));
        assertThat(about(owner)).containsExactly("another-" + customer);
        assertThat(about(manager)).doesNotContain(customer);
        assertThat(unread(owner)).isEqualTo(1);
        assertThat(count(new Document("subject", customer))).isZero();
    }

    @Test
    void whatIsStillUnderWayOrReplayedTellsNobody() throws Exception {
        ProducerRecord<String, byte[]> told = EventRecords.of(assigned(customer), "event-" + customer);
        send(told);
        eventually().untilAsserted(() -> assertThat(unread(owner)).isEqualTo(1));
        publish(erased(customer));
        eventually().untilAsserted(() -> assertThat(unread(owner)).isZero());
        EventStreamClient stream = stream(owner);

        send(told);
        publish(assigned(customer));
        publish(erased(customer));
        send(request(customer));
        publishAfterAllOf(customer);

        eventually()
                .untilAsserted(() -> assertThat(stream.events("notification")).hasSize(1));
        assertThat(about(owner)).containsExactly("marker-" + customer);
        assertThat(stream.events("notification").get(0).data()).contains("marker-" + customer);
        assertThat(unread(owner)).isEqualTo(1);
        assertThat(count(new Document("subject", customer))).isZero();
    }

    @Test
    void ofManyErasedRightAfterTheyWereToldOfNoneIsLeft() throws Exception {
        Wishes.oneByOne(client(owner));
        EventStreamClient stream = stream(owner);
        List<String> customers = new ArrayList<>();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            customers.add(customer + "-" + i);
            sent.add(kafka.send(EventRecords.of(
                    assigned(customers.get(i)), UUID.randomUUID().toString())));
            sent.add(kafka.send(
                    EventRecords.of(erased(customers.get(i)), UUID.randomUUID().toString())));
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

        eventually().untilAsserted(() -> assertThat(tombstones(customers)).isEqualTo(100));
        customers.forEach(this::publishAfterAllOf);
        eventually().untilAsserted(() -> assertThat(unread(owner)).isEqualTo(100));

        assertThat(count(new Document("subject", new Document("$in", customers))))
                .isZero();
        eventually().untilAsserted(() -> assertThat(lastUnread(stream)).isEqualTo("{\"count\":100}"));
    }

    @Test
    void anErasedCustomerIsInNoDigestAndOnesThatAreEmptyAreGone() throws Exception {
        for (int i = 1; i <= 7; i++) {
            publish(assigned(customer + "-" + i));
        }
        eventually().untilAsserted(() -> assertThat(digestCounts()).containsExactly(2));
        List<String> gathered = gathered();
        EventStreamClient stream = stream(owner);

        publish(erased(gathered.get(0)));

        eventually().untilAsserted(() -> assertThat(stream.events("resync")).isNotEmpty());
        eventually().untilAsserted(() -> assertThat(digestCounts()).containsExactly(1));
        assertThat(get(owner, "/api/notifications?pageSize=100").toString()).doesNotContain(gathered.get(0));

        publish(erased(gathered.get(1)));

        eventually().untilAsserted(() -> assertThat(digestCounts()).isEmpty());
        assertThat(unread(owner)).isEqualTo(5);
    }

    @Test
    void aDigestThatGrowsWhileItsCustomersAreErasedCountsThoseThatAreLeft() throws Exception {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String id = customer + "-" + i;
            sent.add(kafka.send(EventRecords.of(
                    assigned(id, new Operation("operation-" + customer, 100)),
                    UUID.randomUUID().toString())));
            if (i % 2 == 0) {
                gone.add(id);
                sent.add(
                        kafka.send(EventRecords.of(erased(id), UUID.randomUUID().toString())));
            }
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        eventually().untilAsserted(() -> assertThat(tombstones(gone)).isEqualTo(50));

        eventually().untilAsserted(() -> assertThat(digestCounts()).containsExactly(50));
        assertThat(gathered()).hasSize(50).doesNotContainAnyElementsOf(gone);
        eventually()
                .untilAsserted(() -> assertThat(count(new Document("subject", new Document("$in", gone))))
                        .isZero());
    }

    /** The customers that the digest tells of. */
    private List<String> gathered() {
        String digest = get(owner, "/api/notifications?type=CUSTOMER_ASSIGNED_SUMMARY")
                .at("/data/items/0/id")
                .asString();
        return get(owner, "/api/notifications/" + digest + "/members?pageSize=100")
                .at("/data/items")
                .valueStream()
                .map(member -> member.at("/data/customerId").asString())
                .toList();
    }

    private List<Integer> digestCounts() {
        return get(owner, "/api/notifications?type=CUSTOMER_ASSIGNED_SUMMARY")
                .at("/data/items")
                .valueStream()
                .map(item -> item.get("count").asInt())
                .toList();
    }

    private CustomerAssigned assigned(String id) {
        return assigned(id, null);
    }

    private CustomerAssigned assigned(String id, @Nullable Operation operation) {
        var actor = new Person("creator", "creator");
        return new CustomerAssigned(
                id,
                "CUS00000000001",
                "客户",
                "138****8999",
                "美团",
                actor,
                new Person(owner, "负责人"),
                null,
                null,
                operation);
    }

    private CustomerCreated created(String id) {
        return new CustomerCreated(
                id,
                "CUS00000000001",
                "客户",
                "138****8999",
                "美团",
                new Person("creator", "creator"),
                new Person(owner, "负责人"),
                null);
    }

    private static CustomerErased erased(String id) {
        return new CustomerErased(id, "CUS00000000001", new Person("admin", "管理员"));
    }

    /** As it lies on the topic of requests, from before the erasure, say. */
    private ProducerRecord<String, byte[]> request(String subject) {
        return new ProducerRecord<>(
                "crm.notification.requests",
                owner,
                JSON.writeValueAsBytes(Map.of(
                        "type",
                        "CUSTOMER_ASSIGNED",
                        "recipient",
                        owner,
                        "eventId",
                        "old-" + subject,
                        "eventTime",
                        "2025-11-24T07:43:08.900Z",
                        "subject",
                        subject,
                        "variables",
                        Map.of("customerId", subject, "customerName", "客户"))));
    }

    /** Of another customer, but with the key of this one: it is told after everything that comes of this one's events. */
    private void publishAfterAllOf(String key) {
        try {
            ProducerRecord<String, byte[]> marker =
                    EventRecords.of(assigned("marker-" + key), UUID.randomUUID().toString());
            send(new ProducerRecord<>(marker.topic(), null, key, marker.value(), marker.headers()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void publish(DomainEvent event) throws Exception {
        send(EventRecords.of(event, UUID.randomUUID().toString()));
    }

    private void send(ProducerRecord<String, byte[]> entry) throws Exception {
        kafka.send(entry).get(10, TimeUnit.SECONDS);
    }

    private EventStreamClient stream(String person) throws Exception {
        EventStreamClient stream = EventStreamClient.open(
                URI.create("http://localhost:" + port + "/api/notifications/stream"),
                "Authorization",
                "Bearer " + RealParts.ISSUER.tokenFor(person));
        streams.add(stream);
        eventually().until(() -> !stream.events("unread-count").isEmpty());
        return stream;
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private static String lastUnread(EventStreamClient stream) {
        List<EventStreamClient.Event> counts = stream.events("unread-count");
        return counts.get(counts.size() - 1).data();
    }

    private List<String> about(String person) {
        return get(person, "/api/notifications?pageSize=100")
                .at("/data/items")
                .valueStream()
                .map(item -> item.at("/data/customerId").asString(""))
                .toList();
    }

    private int unread(String person) {
        return get(person, "/api/notifications/unread-count").at("/data/count").asInt();
    }

    private JsonNode get(String person, String path) {
        return client(person)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient client(String person) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenFor(person)))
                .build();
    }

    private long count(Document filter) {
        return mongo.execute("notifications", all -> all.countDocuments(filter)).blockFirst();
    }

    private long tombstones(List<String> subjects) {
        var filter = new Document("_id", new Document("$in", subjects));
        return mongo.execute("erased_subjects", all -> all.countDocuments(filter))
                .blockFirst();
    }
}
