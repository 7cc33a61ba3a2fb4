package com.andejia.crm.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.CustomerTransferred;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a notification once somebody has it, on all their devices. */
@RealPartsTest
class FeedStateIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String alice = "alice-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();
    private final String customer = "customer-" + UUID.randomUUID();
    private final List<EventStreamClient> streams = new ArrayList<>();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    /** Nobody is told anything as long as nobody is known. */
    @BeforeEach
    void theStaffAreKnown() throws Exception {
        publish(new StaffChanged(alice, "爱丽丝", List.of("employee"), true));
    }

    @AfterEach
    void close() {
        streams.forEach(EventStreamClient::close);
    }

    @Test
    void whatIsArchivedIsGoneFromListAndCountAndTheOtherDeviceReloads() throws Exception {
        String id = toldOf(customer);
        EventStreamClient otherDevice = stream(alice);

        assertThat(act(HttpMethod.PUT, id, "archive", null).get("changed").asBoolean())
                .isTrue();
        assertThat(act(HttpMethod.PUT, id, "archive", null).get("changed").asBoolean())
                .isFalse();

        eventually()
                .untilAsserted(() -> assertThat(otherDevice.events("read"))
                        .containsExactly(new EventStreamClient.Event("read", "", "{\"ids\":[\"" + id + "\"]}")));
        eventually()
                .untilAsserted(() -> assertThat(otherDevice.events("resync")).hasSize(1));
        eventually().untilAsserted(() -> assertThat(lastUnread(otherDevice)).isEqualTo("{\"count\":0}"));
        assertThat(list(alice, "")).isEmpty();
        assertThat(list(alice, "status=ARCHIVED")).containsExactly(id);
    }

    @Test
    void whatIsUnreadAgainIsCountedAndTheOtherDeviceReloads() throws Exception {
        String id = toldOf(customer);
        EventStreamClient otherDevice = stream(alice);
        act(HttpMethod.PUT, id, "archive", null);
        eventually()
                .untilAsserted(() -> assertThat(otherDevice.events("resync")).hasSize(1));

        act(HttpMethod.PUT, id, "unread", null);

        eventually()
                .untilAsserted(() -> assertThat(otherDevice.events("resync")).hasSize(2));
        eventually().untilAsserted(() -> assertThat(lastUnread(otherDevice)).isEqualTo("{\"count\":1}"));
        assertThat(list(alice, "status=SENT")).containsExactly(id);
    }

    @Test
    void whatIsPutOffComesBackUnreadInItsNewPlaceAndPopsUp() throws Exception {
        String id = toldOf(customer);
        toldOf("another-" + customer);
        EventStreamClient device = stream(alice);

        JsonNode putOff =
                act(HttpMethod.POST, id, "snooze", Map.of("until", Instant.now().plusSeconds(3)));
        assertThat(list(alice, "")).doesNotContain(id);
        assertThat(page(alice, "status=SNOOZED").at("/items/0/snoozedUntil")).isEqualTo(putOff.get("snoozedUntil"));

        eventually()
                .untilAsserted(
                        () -> assertThat(device.events("notification-updated")).hasSize(1));
        JsonNode back =
                JSON.readTree(device.events("notification-updated").get(0).data());
        assertThat(back.get("id").asString()).isEqualTo(id);
        assertThat(back.get("status").asString()).isEqualTo("SENT");
        assertThat(back.get("silent").asBoolean()).isFalse();
        assertThat(back.has("snoozedUntil")).isFalse();
        eventually().untilAsserted(() -> assertThat(lastUnread(device)).isEqualTo("{\"count\":2}"));
        assertThat(list(alice, "status=SENT")).contains(id);
    }

    @Test
    void whatComesBackInQuietHoursDoesNotPopUpAndCountsAtTheirEnd() throws Exception {
        String id = toldOf(customer);
        EventStreamClient device = stream(alice);
        Wishes.change(client(alice), Map.of("quietHours", Wishes.quietNow(false)));

        act(HttpMethod.POST, id, "snooze", Map.of("until", Instant.now().plusSeconds(2)));
        eventually()
                .untilAsserted(
                        () -> assertThat(device.events("notification-updated")).hasSize(1));
        JsonNode back =
                JSON.readTree(device.events("notification-updated").get(0).data());
        Wishes.change(client(alice), Map.of("quietHours", Map.of("enabled", false)));

        assertThat(back.get("silent").asBoolean()).isTrue();
        eventually()
                .untilAsserted(() -> assertThat(device.events("notification"))
                        .singleElement()
                        .satisfies(it -> assertThat(it.data()).contains("免打扰期间您收到 1 条通知")));
    }

    @Test
    void whoeverACustomerIsTakenFromIsDoneWithItAndTheNewOwnerIsNot() throws Exception {
        String id = toldOf(customer);
        String other = toldOf("another-" + customer);
        EventStreamClient device = stream(alice);

        publish(transferredToBob(customer));

        eventually()
                .untilAsserted(() -> assertThat(device.events("read"))
                        .containsExactly(new EventStreamClient.Event("read", "", "{\"ids\":[\"" + id + "\"]}")));
        eventually().untilAsserted(() -> assertThat(lastUnread(device)).isEqualTo("{\"count\":1}"));
        assertThat(list(alice, "status=READ")).containsExactly(id);
        assertThat(list(alice, "status=SENT")).containsExactly(other);
        eventually().untilAsserted(() -> assertThat(list(bob, "status=SENT")).hasSize(1));
    }

    @Test
    void aDigestIsDoneWithOnceAllItTellsOfAreTakenAway() throws Exception {
        Operation both = new Operation(UUID.randomUUID().toString(), 2);
        publish(assigned(customer, both));
        publish(assigned("another-" + customer, both));
        eventually().until(() -> page(alice, "").at("/items/0/count").asInt(0) == 2);
        String digest = list(alice, "status=SENT").get(0);
        EventStreamClient device = stream(alice);

        publish(transferredToBob(customer));
        publish(transferredToBob("another-" + customer));

        eventually()
                .untilAsserted(() -> assertThat(device.events("read"))
                        .containsExactly(new EventStreamClient.Event("read", "", "{\"ids\":[\"" + digest + "\"]}")));
        eventually().untilAsserted(() -> assertThat(lastUnread(device)).isEqualTo("{\"count\":0}"));
    }

    @Test
    void ofManyGivenAndTakenAwayAtOnceNoneIsLeftOpen() throws Exception {
        Wishes.oneByOne(client(alice));
        Wishes.oneByOne(client(bob));
        List<ProducerRecord<String, byte[]>> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(record(assigned(customer + i)));
            events.add(record(transferredToBob(customer + i)));
        }

        for (ProducerRecord<String, byte[]> event : events) {
            kafka.send(event).get(10, TimeUnit.SECONDS);
        }

        eventually().untilAsserted(() -> assertThat(list(bob, "status=SENT")).hasSize(50));
        eventually().untilAsserted(() -> assertThat(list(alice, "status=READ")).hasSize(50));
        assertThat(list(alice, "status=SENT")).isEmpty();
    }

    @Test
    void whatIsAnothersIsNotThere() throws Exception {
        String id = toldOf(customer);

        for (String path : List.of("archive", "unread")) {
            assertThat(send(bob, HttpMethod.PUT, "/api/notifications/" + id + "/" + path, null))
                    .isEqualTo(HttpStatus.NOT_FOUND);
        }
        assertThat(send(
                        bob,
                        HttpMethod.POST,
                        "/api/notifications/" + id + "/snooze",
                        Map.of("until", Instant.now().plusSeconds(60))))
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(list(alice, "status=SENT")).containsExactly(id);
    }

    @Test
    void aLongListGoesOnAtItsCursor() throws Exception {
        for (int i = 0; i < 5; i++) {
            toldOf(customer + i);
        }
        List<String> seen = new ArrayList<>();
        JsonNode page = page(alice, "pageSize=2");
        assertThat(page.get("total").asInt()).isEqualTo(5);
        while (true) {
            page.get("items").forEach(item -> seen.add(item.get("id").asString()));
            if (!page.has("nextCursor")) {
                break;
            }
            page = page(alice, "pageSize=2&cursor=" + page.get("nextCursor").asString());
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    private String toldOf(String id) throws Exception {
        publish(assigned(id));
        return eventually()
                .until(
                        () -> page(alice, "pageSize=100")
                                .get("items")
                                .valueStream()
                                .filter(item ->
                                        item.at("/data/customerId").asString().equals(id))
                                .map(item -> item.get("id").asString())
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private CustomerAssigned assigned(String id) {
        return assigned(id, null);
    }

    private CustomerAssigned assigned(String id, @Nullable Operation operation) {
        return new CustomerAssigned(
                id,
                "CUS00000000001",
                "客户",
                null,
                "美团",
                new Person("manager", "经理"),
                new Person(alice, "爱丽丝"),
                null,
                null,
                operation);
    }

    private CustomerTransferred transferredToBob(String id) {
        return new CustomerTransferred(
                id,
                "CUS00000000001",
                "客户",
                null,
                "美团",
                new Person("manager", "经理"),
                new Person(bob, "鲍勃"),
                new Person(alice, "爱丽丝"),
                null);
    }

    private void publish(DomainEvent event) throws Exception {
        kafka.send(record(event)).get(10, TimeUnit.SECONDS);
    }

    private static ProducerRecord<String, byte[]> record(DomainEvent event) {
        return EventRecords.of(event, UUID.randomUUID().toString());
    }

    private JsonNode act(HttpMethod method, String id, String action, Object body) {
        var request = client(alice).method(method).uri("/api/notifications/" + id + "/" + action);
        var answer = (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(answer.getStatus()).as(answer.toString()).isEqualTo(HttpStatus.OK);
        return JSON.readTree(answer.getResponseBodyContent()).get("data");
    }

    private Object send(String person, HttpMethod method, String path, Object body) {
        var request = client(person).method(method).uri(path);
        return (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus();
    }

    private List<String> list(String person, String query) {
        return page(person, "pageSize=100&" + query)
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    private JsonNode page(String person, String query) {
        return JSON.readTree(client(person)
                        .get()
                        .uri("/api/notifications?" + query)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent())
                .get("data");
    }

    private WebTestClient client(String person) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenFor(person)))
                .build();
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
}
