package com.andejia.crm.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.Operation;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What belongs together is one notification, one unread and one pop-up, and counts exactly, whatever is delivered how often. */
@RealPartsTest
class DigestIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LIST = "/api/notifications?pageSize=100";

    private final String alice = "alice-" + UUID.randomUUID();
    private final String operation = UUID.randomUUID().toString();
    private final List<EventStreamClient> streams = new ArrayList<>();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private KafkaListenerEndpointRegistry listeners;

    @BeforeEach
    void somebodyWorksHere() throws Exception {
        kafka.send(EventRecords.of(
                        new StaffChanged(alice, "爱丽丝", List.of("employee"), true),
                        UUID.randomUUID().toString()))
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        streams.forEach(EventStreamClient::close);
    }

    @Test
    void threeHundredOfOneOperationAreOneNotificationOneUnreadAndOnePopUp() throws Exception {
        EventStreamClient stream = stream();

        assign(1, 300, 300);

        JsonNode digest = awaitDigest(300);
        assertThat(digest.get("type").asString()).isEqualTo("CUSTOMER_ASSIGNED_SUMMARY");
        assertThat(digest.get("title").asString()).isEqualTo("客户分配汇总");
        assertThat(digest.get("content").asString()).startsWith("您有 300 位新客户：").endsWith("等，请及时跟进！");
        assertThat(digest.get("priority").asString()).isEqualTo("HIGH");
        assertThat(digest.get("actionUrl").asString()).isEqualTo("/customers?operation=" + operation);
        assertThat(digest.at("/data/members").size()).isEqualTo(100);
        assertThat(digest.at("/data/members/0/data/customerName").asString()).startsWith("客户");
        assertThat(get(LIST).at("/data/total").asInt()).isEqualTo(1);
        assertThat(unread()).isEqualTo(1);
        JsonNode lastPage = get("/api/notifications/" + digest.get("id").asString() + "/members?page=3&pageSize=100");
        assertThat(lastPage.at("/data/total").asInt()).isEqualTo(300);
        assertThat(lastPage.at("/data/items").size()).isEqualTo(100);
        awaitShown(stream, digest);
        assertThat(stream.events("notification")).as("pop-ups").hasSize(1);
        assertThat(ids(stream)).as("each time in a new place").doesNotHaveDuplicates();
    }

    @Test
    void theSameEventsAgainChangeNothing() throws Exception {
        assign(1, 60, 60);
        JsonNode digest = awaitDigest(60);
        markRead(digest);
        EventStreamClient stream = stream();

        double before = duplicates();

        assign(1, 60, 60);
        eventually().until(() -> duplicates() >= before + 60);
        assign(61, 61, 1);

        eventually()
                .untilAsserted(
                        () -> assertThat(get(LIST).at("/data/total").asInt()).isEqualTo(2));
        assertThat(unread()).as("what has been read stays read").isEqualTo(1);
        assertThat(digests().get(0).get("count").asInt()).isEqualTo(60);
        eventually()
                .untilAsserted(() -> assertThat(stream.events("notification")).hasSize(1));
        assertThat(stream.events("notification-updated")).isEmpty();
    }

    @Test
    void whatIsReadAndGrowsIsUnreadAgainButPopsUpNoSecondTime() throws Exception {
        EventStreamClient stream = stream();
        assign(1, 2, 4);
        JsonNode digest = awaitDigest(2);
        awaitShown(stream, digest);
        markRead(digest);
        assertThat(unread()).isZero();

        assign(3, 4, 4);

        awaitShown(stream, awaitDigest(4));
        assertThat(unread()).isEqualTo(1);
        assertThat(stream.events("notification")).as("pop-ups").hasSize(1);
    }

    /** As after a crash before the offsets are committed, and as after one between members and digest. */
    @Test
    void whatIsDeliveredAgainAfterACrashIsCountedOnce() throws Exception {
        assign(1, 150, 300);
        String id = awaitDigest(150).get("id").asString();

        crash(() -> {});
        assign(151, 300, 300);
        awaitDigest(300);
        crash(() -> change(new Document("_id", id), new Document("$set", new Document("count", 7).append("seq", -1L))));

        JsonNode digest = awaitDigest(300);
        assertThat(digest.get("id").asString()).isEqualTo(id);
        assertThat(get(LIST).at("/data/total").asInt()).isEqualTo(1);
        assertThat(unread()).isEqualTo(1);
    }

    @Test
    void whatACrashMayHaveKeptFromBeingAnnouncedPopsUpOnceMoreInItsPlace() throws Exception {
        assign(1, 10, 10);
        JsonNode digest = awaitDigest(10);
        EventStreamClient stream = stream();

        crash(() -> {});

        awaitShown(stream, digest);
        assertThat(stream.events("notification")).as("pop-ups").hasSize(1);
        assertThat(ids(stream)).doesNotHaveDuplicates();
    }

    @Test
    void whoComesBackIsShownADigestAsItIsNow() throws Exception {
        assign(1, 2, 6);
        JsonNode first = awaitDigest(2);
        EventStreamClient before = stream("Last-Event-ID", beginning());
        awaitShown(before, first);
        List<String> seen = ids(before);
        before.close();

        assign(3, 6, 6);
        JsonNode grown = awaitDigest(6);

        EventStreamClient after = stream("Last-Event-ID", seen.get(seen.size() - 1));
        awaitShown(after, grown);
        assertThat(after.events("notification")).as("it is known there").isEmpty();
        EventStreamClient stranger = stream("Last-Event-ID", beginning());
        awaitShown(stranger, grown);
        assertThat(stranger.events("notification")).as("it is new there").hasSize(1);
    }

    @Test
    void anOperationOnOneCustomerIsAnOrdinaryNotification() throws Exception {
        assign(1, 1, 1);

        eventually()
                .untilAsserted(
                        () -> assertThat(get(LIST).at("/data/items/0/type").asString(""))
                                .isEqualTo("CUSTOMER_ASSIGNED"));
    }

    @Test
    void fromTheSixthOfABurstOnThereIsADigest() throws Exception {
        EventStreamClient stream = stream();

        assign(1, 20, 0);

        awaitDigest(15);
        assertThat(get(LIST).at("/data/total").asInt()).isEqualTo(6);
        assertThat(unread()).isEqualTo(6);
        assertThat(digests().get(0).get("actionUrl").asString()).isEqualTo("/customers");
        awaitShown(stream, digests().get(0));
        assertThat(stream.events("notification")).as("pop-ups").hasSize(6);

        crash(() -> {});
        assign(21, 21, 0);

        awaitDigest(16);
        assertThat(get(LIST).at("/data/total").asInt()).isEqualTo(6);
    }

    @Test
    void whoWantsNoDigestsOfBurstsGetsEverythingByItself() throws Exception {
        put("/api/notifications/preferences", Map.of("digestBursts", false));

        assign(1, 20, 0);

        eventually().untilAsserted(() -> assertThat(unread()).isEqualTo(20));
        assertThat(digests()).isEmpty();
    }

    @Test
    void aMemberSaysWhyItIsNoNotificationOfItsOwn() throws Exception {
        assign(1, 3, 3);
        JsonNode digest = awaitDigest(3);
        String member = digest.at("/data/members/0/id").asString();

        JsonNode why = get("/api/notifications/" + member + "/why").get("data");
        assertThat(why.get("outcome").asString()).isEqualTo("IN_DIGEST");
        assertThat(why.at("/event/type").asString()).isEqualTo("crm.customer.assigned.v1");
        assertThat(why.at("/digest/id").asString()).isEqualTo(digest.get("id").asString());
        assertThat(why.at("/digest/operationId").asString()).isEqualTo(operation);
        assertThat(why.at("/digest/count").asInt()).isEqualTo(3);
        assertThat(why.at("/timing/event").asString()).isEqualTo("2025-11-24T07:43:08.900Z");
    }

    /** Of a size of 0 they belong to no operation. The same numbers are the same events. */
    private void assign(int first, int last, int size) throws Exception {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            sent.add(kafka.send(EventRecords.of(assigned(number, size), "event-" + alice + "-" + number)));
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }

    private CustomerAssigned assigned(int number, int size) {
        return new CustomerAssigned(
                "customer-" + alice + "-" + number,
                "CUS00000000001",
                "客户" + number,
                "138****8999",
                "美团",
                new Person("manager", "经理"),
                new Person(alice, "爱丽丝"),
                null,
                null,
                size == 0 ? null : new Operation(operation, size));
    }

    /** Nothing that the feed has read is committed; something is as it would have been; it starts anew. */
    private void crash(Runnable meanwhile) throws Exception {
        MessageListenerContainer feed = listeners.getListenerContainer("crm-feed");
        feed.stop();
        eventually().until(() -> !feed.isRunning());
        meanwhile.run();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestStack.shared().bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
            for (int partition = 0; partition < 3; partition++) {
                beginning.put(new TopicPartition("crm.notification.requests", partition), new OffsetAndMetadata(0));
            }
            eventually().ignoreExceptions().until(() -> {
                admin.alterConsumerGroupOffsets("crm-feed", beginning).all().get(10, TimeUnit.SECONDS);
                return true;
            });
        }
        feed.start();
    }

    private void change(Document which, Document how) {
        mongo.execute("notifications", all -> all.updateOne(which, how)).blockFirst();
    }

    private double duplicates() {
        return meters.find("crm.notifications").tag("outcome", "DUPLICATE").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private String beginning() {
        String epoch = mongo.execute(
                        "notifications",
                        all -> all.find(new Document("userId", alice)).limit(1))
                .blockFirst()
                .getString("epoch");
        return epoch + ".-1";
    }

    private JsonNode awaitDigest(int count) {
        eventually()
                .untilAsserted(() -> assertThat(digests())
                        .singleElement()
                        .satisfies(it -> assertThat(it.get("count").asInt()).isEqualTo(count)));
        return digests().get(0);
    }

    private List<JsonNode> digests() {
        return get("/api/notifications?type=CUSTOMER_ASSIGNED_SUMMARY")
                .at("/data/items")
                .valueStream()
                .toList();
    }

    /** The last thing that the stream shows is the digest as it is. */
    private static void awaitShown(EventStreamClient stream, JsonNode digest) {
        eventually().untilAsserted(() -> {
            List<EventStreamClient.Event> shown = shown(stream);
            assertThat(shown).isNotEmpty();
            JsonNode last = JSON.readTree(shown.get(shown.size() - 1).data());
            assertThat(last.get("id")).isEqualTo(digest.get("id"));
            assertThat(last.get("count")).isEqualTo(digest.get("count"));
        });
    }

    private static List<EventStreamClient.Event> shown(EventStreamClient stream) {
        return stream.events().stream()
                .filter(event -> event.name().startsWith("notification"))
                .toList();
    }

    private static List<String> ids(EventStreamClient stream) {
        return shown(stream).stream().map(EventStreamClient.Event::id).toList();
    }

    private EventStreamClient stream(String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + RealParts.ISSUER.tokenFor(alice)));
        EventStreamClient stream = EventStreamClient.open(
                URI.create("http://localhost:" + port + "/api/notifications/stream"), all.toArray(String[]::new));
        streams.add(stream);
        eventually().until(() -> !stream.events("unread-count").isEmpty());
        return stream;
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private void markRead(JsonNode notification) {
        put(
                "/api/notifications/mark-read",
                Map.of("notificationIds", List.of(notification.get("id").asString())));
    }

    private int unread() {
        return get("/api/notifications/unread-count").at("/data/count").asInt();
    }

    private void put(String path, Object body) {
        client().put().uri(path).bodyValue(body).exchange().expectStatus().isOk();
    }

    private JsonNode get(String path) {
        return client().get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenFor(alice)))
                .build();
    }
}
