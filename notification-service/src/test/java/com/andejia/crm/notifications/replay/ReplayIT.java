package com.andejia.crm.notifications.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.CustomerErased;
import com.andejia.crm.events.CustomerTransferred;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.Rfc3339;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.notifications.replay.Replay.State;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.OpsClient;
import com.andejia.crm.notifications.support.RealPartsTest;
import com.andejia.crm.notifications.support.Wishes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Notifications are lost from the store, and come back: those, as they were, in silence, and no others. */
@RealPartsTest
class ReplayIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String owner = "owner-" + UUID.randomUUID();
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    /** Long ago, as events may be. */
    private final Instant happened = Instant.parse("2026-03-01T08:00:00.000Z");

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private ReplayStore store;

    private OpsClient admin;
    private OpsClient ownerClient;

    @BeforeEach
    void theStaffAreKnown() throws Exception {
        admin = new OpsClient(port, "root", "admin");
        ownerClient = new OpsClient(port, owner, "employee");
        send(EventRecords.of(new StaffChanged(owner, "负责人", List.of("employee"), true), "staff-" + owner));
        eventually().until(() -> staff.everybody().contains(owner));
    }

    @Test
    void whatWasLostComesBackAsItWasAndNobodyIsDisturbed() throws Exception {
        Wishes.oneByOne(ownerClient.client());
        for (int i = 0; i < 240; i++) {
            publish(assigned("c" + i), i);
        }
        awaitTotal(240);
        List<String> ids = List.copyOf(listed().keySet());
        read(ids.subList(0, 20));
        Map<String, JsonNode> before = listed();
        delete(ids.subList(40, 240));
        assertThat(listed()).hasSize(40);

        JsonNode dryRun = awaitDone(replay(true));

        assertThat(dryRun.get("summary").asString()).isEqualTo("将补发 200 条，已有 40 条，不需要 0 条");
        assertThat(dryRun.get("new").asInt()).isEqualTo(200);
        assertThat(listed()).as("after the dry run").hasSize(40);

        try (EventStreamClient stream = stream("/api/notifications/stream", ownerClient)) {
            eventually().until(() -> !stream.events("unread-count").isEmpty());
            JsonNode replay = replay(false);
            List<EventStreamClient.Event> progress = followed(replay);
            JsonNode done = awaitDone(replay);
            awaitTotal(240);

            assertThat(done.get("new").asInt()).isEqualTo(200);
            assertThat(done.get("alreadyThere").asInt()).isEqualTo(40);
            assertThat(done.get("read").asLong()).isEqualTo(done.get("total").asLong());
            assertThat(done.at("/by/id").asString()).isEqualTo("root");
            assertThat(JSON.readTree(progress.get(progress.size() - 1).data())
                            .get("new")
                            .asInt())
                    .isEqualTo(200);
            Map<String, JsonNode> after = listed();
            assertThat(after.keySet()).isEqualTo(before.keySet());
            before.forEach((id, was) -> assertThat(as(after.get(id))).isEqualTo(as(was)));
            ids.subList(0, 20)
                    .forEach(id ->
                            assertThat(after.get(id).get("status").asString()).isEqualTo("READ"));
            ids.subList(20, 40)
                    .forEach(id ->
                            assertThat(after.get(id).get("silent").asBoolean()).isFalse());
            ids.subList(40, 240).forEach(id -> {
                assertThat(after.get(id).get("status").asString()).isEqualTo("SENT");
                assertThat(after.get(id).get("silent").asBoolean()).isTrue();
            });
            eventually()
                    .untilAsserted(
                            () -> assertThat(stream.events("notification")).hasSize(200));
            assertThat(stream.events("notification"))
                    .allSatisfy(pushed -> assertThat(
                                    JSON.readTree(pushed.data()).get("silent").asBoolean())
                            .isTrue());
            assertThat(unread()).isEqualTo(220);
            assertThat(why(ids.get(100)).get("explanation").asString()).contains("补发");

            JsonNode again = awaitDone(replay(false));

            assertThat(again.get("new").asInt()).isZero();
            assertThat(again.get("alreadyThere").asInt()).isEqualTo(240);
            assertThat(listed()).hasSize(240);
            assertThat(stream.events("notification")).hasSize(200);
        }
    }

    @Test
    void whatIsNotWantedDoesNotComeBack() throws Exception {
        for (int i = 0; i < 5; i++) {
            publish(assigned("c" + i), i);
        }
        awaitTotal(5);
        publish(new CustomerErased("c4" + owner, "CUS00000000001", new Person("root", "管理员")), 5);
        awaitTotal(4);
        delete(List.copyOf(listed().keySet()).subList(0, 3));
        Wishes.change(ownerClient.client(), Map.of("types", Map.of("CUSTOMER_ASSIGNED", false)));

        JsonNode done = awaitDone(replay(false));

        assertThat(done.get("summary").asString()).isEqualTo("补发 0 条，已有 1 条，不需要 4 条");
        assertThat(listed()).hasSize(1);
    }

    /** As it is after a backup from before it was erased has been restored. */
    @Test
    void whoWasErasedIsErasedAgain() throws Exception {
        publish(assigned("c"), 0);
        awaitTotal(1);
        publish(new CustomerErased("c" + owner, "CUS00000000001", new Person("root", "管理员")), 1);
        awaitTotal(0);
        mongo.execute("erased_subjects", all -> all.deleteOne(new Document("_id", "c" + owner)))
                .blockLast();

        awaitDone(replay(false));

        publish(assigned("c"), 2);
        publish(assigned("d"), 3);
        awaitTotal(1);
        assertThat(listed().values())
                .allSatisfy(
                        it -> assertThat(it.at("/data/customerName").asString()).isEqualTo("客户d"));
    }

    @Test
    void aDigestIsMadeWholeAgainAndStaysRead() throws Exception {
        publishFiveAndADigestOfThree();
        String digest = digest().get("id").asString();
        Map<String, JsonNode> before = listed();
        List<String> members = members(digest);
        read(before.keySet());
        String alone = before.keySet().stream()
                .filter(id -> !id.equals(digest))
                .findFirst()
                .orElseThrow();
        delete(List.of(alone, members.get(1)));

        JsonNode done = awaitDone(replay(false));

        assertThat(done.get("new").asInt()).isEqualTo(2);
        eventually().untilAsserted(() -> assertThat(members(digest)).isEqualTo(members));
        eventually().untilAsserted(() -> assertThat(listed()).hasSameSizeAs(before));
        assertThat(listed().keySet()).isEqualTo(before.keySet());
        assertThat(digestCount()).isEqualTo(3);
        assertThat(digest().get("status").asString()).isEqualTo("READ");
        assertThat(unread()).as("what was lost and stood alone").isEqualTo(1);
    }

    @Test
    void aDigestThatIsLostWithAllThatIsInItIsTheSameAgain() throws Exception {
        publishFiveAndADigestOfThree();
        Map<String, JsonNode> before = listed();
        List<String> members = members(digest().get("id").asString());
        mongo.execute("notifications", all -> all.deleteMany(new Document("userId", owner)))
                .blockLast();

        JsonNode done = awaitDone(replay(false));

        assertThat(done.get("new").asInt()).isEqualTo(8);
        eventually().untilAsserted(() -> assertThat(digestCount()).isEqualTo(3));
        assertThat(listed().keySet()).isEqualTo(before.keySet());
        assertThat(members(digest().get("id").asString())).isEqualTo(members);
        assertThat(digest().get("silent").asBoolean()).isTrue();
        assertThat(digest().get("createdAt"))
                .isEqualTo(before.get(digest().get("id").asString()).get("createdAt"));
    }

    /** Also if what they were done with by is of a type that is not replayed. */
    @ParameterizedTest
    @ValueSource(strings = {"customer.assigned.v1", "customer.assigned.v1,customer.transferred.v1"})
    void whatItsOwnerWasDoneWithIsDoneWithAgain(String types) throws Exception {
        publish(assigned("c"), 0);
        awaitTotal(1);
        publish(transferred("c"), 1);
        eventually().untilAsserted(() -> assertThat(unread()).isZero());
        delete(listed().keySet());
        Map<String, Object> order = new HashMap<>(order(false));
        order.put("types", List.of(types.split(",")));

        awaitDone(start(order));

        awaitTotal(1);
        eventually().untilAsserted(() -> assertThat(unread()).isZero());
    }

    @Test
    void aReplayCanBeNarrowedToAnAggregateATypeOrOffsets() throws Exception {
        Wishes.oneByOne(ownerClient.client());
        publish(assigned("a"), 0);
        publish(assigned("b"), 1);
        publish(transferred("b"), 2);
        awaitTotal(2);
        delete(listed().keySet());

        assertThat(counted(Map.of("subject", "b" + owner, "types", List.of("customer.assigned.v1"))))
                .isEqualTo(1);
        assertThat(counted(Map.of("types", List.of("crm.customer.claimed.v1")))).isZero();
        Map<String, Object> byOffset = new HashMap<>(order(true));
        byOffset.put("from", 0);
        byOffset.put("subject", "a" + owner);
        assertThat(awaitDone(start(byOffset)).get("new").asInt()).isEqualTo(1);
    }

    @Test
    void oneThatHasDiedWithItsReplicaIsFoundOut() {
        var order = new ReplayOrder(
                List.of("crm.customer.events"), new Bound.Time(begin), null, null, null, List.of(), false);
        Instant then = begin.minus(Duration.ofMinutes(2));
        var dead = new Replay(
                UUID.randomUUID().toString(),
                order,
                new Person("root", "root"),
                then,
                State.RUNNING,
                100,
                Counts.NONE,
                then,
                null,
                null,
                null);
        store.add(dead).block();

        store.interrupt(begin.minus(Duration.ofMinutes(1)), begin).block();

        JsonNode found = admin.get("/api/ops/replays/" + dead.id());
        assertThat(found.get("state").asString()).isEqualTo("INTERRUPTED");
        admin.post("/api/ops/replays/" + dead.id() + "/cancel", null, HttpStatus.CONFLICT);
        assertThat(admin.get("/api/ops/replays?pageSize=100")
                        .get("items")
                        .valueStream()
                        .map(it -> it.get("id").asString()))
                .contains(dead.id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            topics    | {"from": 0, "dryRun": true}
            topics    | {"topics": [], "from": 0, "dryRun": true}
            topics    | {"topics": ["crm.staff.events"], "from": 0, "dryRun": true}
            topics    | {"topics": ["crm.customer.events", "crm.resume.events"], "from": 0, "dryRun": true}
            from      | {"topics": ["crm.customer.events"], "dryRun": true}
            from      | {"topics": ["crm.customer.events"], "from": "yesterday", "dryRun": true}
            from      | {"topics": ["crm.customer.events"], "from": -1, "dryRun": true}
            from      | {"topics": ["crm.customer.events"], "from": "+999999999-12-31T23:59:59Z", "dryRun": true}
            to        | {"topics": ["crm.customer.events"], "from": 5, "to": 5, "dryRun": true}
            to        | {"topics": ["crm.customer.events"], "from": 5, "to": "2026-01-01T00:00:00Z", "dryRun": true}
            partition | {"topics": ["crm.customer.events"], "from": "2026-01-01T00:00:00Z", "partition": 1, "dryRun": true}
            partition | {"topics": ["crm.customer.events"], "from": 0, "partition": 999, "dryRun": true}
            subject   | {"topics": ["crm.customer.events"], "from": 0, "subject": " ", "dryRun": true}
            types     | {"topics": ["crm.customer.events"], "from": 0, "types": ["resume.created.v1"], "dryRun": true}
            types     | {"topics": ["crm.customer.events"], "from": 0, "types": [null], "dryRun": true}
            dryRun    | {"topics": ["crm.customer.events"], "from": 0}
            dryrun    | {"topics": ["crm.customer.events"], "from": 0, "dryrun": true}
            """)
    void whatCannotBeReplayedIsRefusedByName(String field, String body) {
        assertThat(admin.post("/api/ops/replays", body, HttpStatus.BAD_REQUEST)
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo(field);
    }

    @Test
    void whatIsNotThereIsSaidSoAndOnlyAnAdminMayReplay() {
        admin.get("/api/ops/replays/none", HttpStatus.NOT_FOUND);
        admin.get("/api/ops/replays/none/events", HttpStatus.NOT_FOUND);
        admin.post("/api/ops/replays/none/cancel", null, HttpStatus.NOT_FOUND);
        ownerClient.post("/api/ops/replays", order(true), HttpStatus.FORBIDDEN);
        new OpsClient(port, "boss", "manager").get("/api/ops/replays", HttpStatus.FORBIDDEN);
    }

    private int counted(Map<String, ?> narrower) {
        Map<String, Object> order = new HashMap<>(order(true));
        order.putAll(narrower);
        return awaitDone(start(order)).get("new").asInt();
    }

    private JsonNode replay(boolean dryRun) {
        return start(order(dryRun));
    }

    private JsonNode start(Map<String, ?> order) {
        return admin.post("/api/ops/replays", order, HttpStatus.ACCEPTED).get("data");
    }

    /** Of nothing but what this test has done. */
    private Map<String, Object> order(boolean dryRun) {
        return Map.of("topics", List.of("crm.customer.events"), "from", Rfc3339.format(begin), "dryRun", dryRun);
    }

    private JsonNode awaitDone(JsonNode replay) {
        String path = "/api/ops/replays/" + replay.get("id").asString();
        eventually()
                .untilAsserted(() ->
                        assertThat(admin.get(path).get("state").asString()).isEqualTo("DONE"));
        return admin.get(path);
    }

    private List<EventStreamClient.Event> followed(JsonNode replay) throws Exception {
        String path = "/api/ops/replays/" + replay.get("id").asString() + "/events";
        try (EventStreamClient stream = stream(path, admin)) {
            eventually().until(stream::ended);
            assertThat(stream.events("finished")).hasSize(1);
            return stream.events("finished");
        }
    }

    private EventStreamClient stream(String path, OpsClient client) throws Exception {
        return EventStreamClient.open(
                URI.create("http://localhost:" + port + path), "Authorization", "Bearer " + client.token());
    }

    private CustomerAssigned assigned(String name) {
        return EventRecords.assigned(name + owner, "客户" + name, owner);
    }

    private CustomerTransferred transferred(String name) {
        return new CustomerTransferred(
                name + owner,
                "CUS00000000001",
                "客户" + name,
                "138****8999",
                "美团",
                new Person(owner, "负责人"),
                new Person("next-" + owner, "下一位"),
                new Person(owner, "负责人"),
                "休假");
    }

    /** So many seconds after the first. */
    private void publish(DomainEvent event, int second) throws Exception {
        ProducerRecord<String, byte[]> entry =
                EventRecords.of(event, UUID.randomUUID().toString());
        entry.headers()
                .remove(EventAttributes.TIME_HEADER)
                .add(
                        EventAttributes.TIME_HEADER,
                        Rfc3339.format(happened.plusSeconds(second)).getBytes(StandardCharsets.UTF_8));
        send(entry);
    }

    /** Those that stand alone, and the one that begins the digest, arrive as they happened, whichever partition they come by. */
    private void publishFiveAndADigestOfThree() throws Exception {
        for (int i = 0; i < 8; i++) {
            publish(assigned("c" + i), i);
            if (i < 6) {
                awaitTotal(i + 1);
            }
        }
        eventually().untilAsserted(() -> assertThat(digestCount()).isEqualTo(3));
    }

    private void send(ProducerRecord<String, byte[]> entry) throws Exception {
        kafka.send(entry).get(10, TimeUnit.SECONDS);
    }

    private void awaitTotal(int count) {
        eventually()
                .untilAsserted(() -> assertThat(ownerClient
                                .get("/api/notifications")
                                .get("total")
                                .asInt())
                        .isEqualTo(count));
    }

    /** All of the owner's, by id. */
    private Map<String, JsonNode> listed() {
        List<JsonNode> all = new ArrayList<>();
        IntStream.rangeClosed(1, 3)
                .mapToObj(page -> ownerClient.get("/api/notifications?pageSize=100&page=" + page))
                .forEach(page -> page.get("items").forEach(all::add));
        Map<String, JsonNode> byId = new TreeMap<>();
        all.forEach(it -> byId.put(it.get("id").asString(), it));
        return byId;
    }

    /** What of it must not change. */
    private static JsonNode as(JsonNode notification) {
        return ((ObjectNode) notification.deepCopy()).remove(List.of("storedAt", "silent"));
    }

    private void delete(Collection<String> ids) {
        Document those = new Document("_id", new Document("$in", List.copyOf(ids)));
        mongo.execute("notifications", all -> all.deleteMany(those)).blockLast();
    }

    private void read(Collection<String> ids) {
        ownerClient
                .client()
                .put()
                .uri("/api/notifications/mark-read")
                .bodyValue(Map.of("notificationIds", ids))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private int unread() {
        return ownerClient.get("/api/notifications/unread-count").get("count").asInt();
    }

    private JsonNode why(String id) {
        return ownerClient.get("/api/notifications/" + id + "/why");
    }

    private JsonNode digest() {
        return ownerClient
                .get("/api/notifications?type=CUSTOMER_ASSIGNED_SUMMARY")
                .at("/items/0");
    }

    private int digestCount() {
        return digest().path("count").asInt(0);
    }

    private List<String> members(String digest) {
        return ownerClient
                .get("/api/notifications/" + digest + "/members?pageSize=100")
                .get("items")
                .valueStream()
                .map(member -> member.get("id").asString())
                .toList();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
