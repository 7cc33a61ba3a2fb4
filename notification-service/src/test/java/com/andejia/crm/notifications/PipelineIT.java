package com.andejia.crm.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.CustomerClaimed;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.CustomerUpdated;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.support.AsyncApi;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import com.andejia.crm.notifications.support.Wishes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a record on the topic to the store, the list and the open stream. */
@RealPartsTest
class PipelineIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String owner = "owner-" + UUID.randomUUID();
    private final String manager = "manager-" + UUID.randomUUID();
    private final List<EventStreamClient> streams = new ArrayList<>();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void theStaffAreKnown() throws Exception {
        publish(new StaffChanged(manager, "经理", List.of("manager"), true));
    }

    @AfterEach
    void close() {
        streams.forEach(EventStreamClient::close);
    }

    @Test
    void theOwnerIsToldInTheStoreOnTheListAndOnTheStream() throws Exception {
        EventStreamClient stream = stream(owner);
        EventStreamClient bystander = stream("bystander-" + UUID.randomUUID());

        publish(assigned("1"));

        var pushed = awaitNotifications(stream, 1).get(0);
        assertThat(JSON.readTree(pushed.data()).get("content").asString())
                .isEqualTo("您有新的客户【客户1】，电话：138****8999，来源：美团，请及时跟进！");
        JsonNode listed = list(owner).get("items").get(0);
        assertThat(listed).isEqualTo(JSON.readTree(pushed.data()));
        assertThat(listed.get("status").asString()).isEqualTo("SENT");
        assertThat(listed.get("createdAt").asString()).isEqualTo("2025-11-24T07:43:08.900Z");
        await().untilAsserted(
                        () -> assertThat(stream.events("unread-count").stream().map(EventStreamClient.Event::data))
                                .containsExactly("{\"count\":0}", "{\"count\":1}"));
        assertThat(bystander.events("notification")).isEmpty();
    }

    @Test
    void managersAreToldOfANewCustomer() throws Exception {
        publish(created("1", "creator"));

        JsonNode told = awaitListed(manager, 1).get(0);
        assertThat(told.get("type").asString()).isEqualTo("CUSTOMER_CREATED");
        assertThat(told.get("content").asString()).isEqualTo("creator 录入了客户【客户1】（138****8999），来源 美团，负责人 负责人");
    }

    @Test
    void theSameEventTwiceIsToldOnce() throws Exception {
        EventStreamClient stream = stream(owner);
        String eventId = UUID.randomUUID().toString();

        publish(assigned("1"), eventId);
        publish(assigned("1"), eventId);
        publish(assigned("2"));

        awaitNotifications(stream, 2);
        assertThat(list(owner).get("total").asInt()).isEqualTo(2);
        assertThat(stream.events("notification")).hasSize(2);
    }

    @Test
    void aReturningStreamMissesNothingAndRepeatsNothing() throws Exception {
        try (EventStreamClient before = stream(owner)) {
            publish(assigned("1"));
            String seen = awaitNotifications(before, 1).get(0).id();
            before.close();
            publish(assigned("2"));
            publish(assigned("3"));
            awaitListed(owner, 3);

            EventStreamClient after = stream(owner, "Last-Event-ID", seen);
            publish(assigned("4"));

            assertThat(awaitNotifications(after, 3).stream().map(PipelineIT::customer))
                    .containsExactly("客户2", "客户3", "客户4");
        }
    }

    @Test
    void anEventIdFromAnotherLifeMakesTheClientReload() throws Exception {
        EventStreamClient stream = stream(owner, "Last-Event-ID", "another-life-0.17");

        await().untilAsserted(() -> assertThat(stream.events("resync")).hasSize(1));
    }

    @Test
    void manyForOnePersonKeepTheirOrder() throws Exception {
        Wishes.oneByOne(client(owner));
        EventStreamClient stream = stream(owner);

        for (int i = 0; i < 200; i++) {
            send(record(
                    assigned(String.valueOf(i), "same-customer-" + owner),
                    UUID.randomUUID().toString()));
        }

        assertThat(awaitNotifications(stream, 200).stream().map(PipelineIT::customer))
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "客户" + i).toList());
    }

    @Test
    void whatIsReadOnOneDeviceIsReadOnTheOther() throws Exception {
        EventStreamClient otherDevice = stream(owner);
        publish(assigned("1"));
        publish(assigned("2"));
        JsonNode listed = awaitListed(owner, 2);
        String id = listed.get(0).get("id").asString();

        assertThat(put("/api/notifications/mark-read", owner, Map.of("notificationIds", List.of(id, id))))
                .isEqualTo(1);
        assertThat(put("/api/notifications/mark-read", owner, Map.of("notificationIds", List.of(id))))
                .isZero();

        await().untilAsserted(() -> assertThat(otherDevice.events("read"))
                .contains(new EventStreamClient.Event("read", "", "{\"ids\":[\"" + id + "\"]}")));
        await().untilAsserted(() -> assertThat(otherDevice.events("unread-count"))
                .last()
                .isEqualTo(new EventStreamClient.Event("unread-count", "", "{\"count\":1}")));
    }

    @Test
    void nobodyCanMarkWhatIsAnothers() throws Exception {
        publish(assigned("1"));
        String id = awaitListed(owner, 1).get(0).get("id").asString();

        assertThat(put("/api/notifications/mark-read", "thief", Map.of("notificationIds", List.of(id))))
                .isZero();
        assertThat(list(owner).get("items").get(0).get("status").asString()).isEqualTo("SENT");
    }

    @Test
    void markAllReadUpToAnEventLeavesWhatCameLater() throws Exception {
        EventStreamClient stream = stream(owner);
        publish(assigned("1"));
        publish(assigned("2"));
        String second = awaitNotifications(stream, 2).get(1).id();
        publish(assigned("3"));
        awaitListed(owner, 3);

        assertThat(put("/api/notifications/mark-all-read", owner, Map.of("upTo", second)))
                .isEqualTo(2);

        await().untilAsserted(() -> assertThat(stream.events("read"))
                .containsExactly(new EventStreamClient.Event("read", "", "{\"upTo\":\"" + second + "\"}")));
        assertThat(put("/api/notifications/mark-all-read", owner, Map.of())).isEqualTo(1);
    }

    @Test
    void aListSaysUpToWhereItReachesAndAllOfItCanBeMarkedReadWithoutWhatCameLater() throws Exception {
        String atFirst = list(owner).get("upTo").asString();
        publish(assigned("1"));
        publish(assigned("2"));
        awaitListed(owner, 2);
        String upTo = list(owner).get("upTo").asString();
        publish(assigned("3"));
        awaitListed(owner, 3);

        assertThat(put("/api/notifications/mark-all-read", owner, Map.of("upTo", atFirst)))
                .isZero();
        assertThat(put("/api/notifications/mark-all-read", owner, Map.of("upTo", upTo)))
                .isEqualTo(2);
    }

    @Test
    void theRequestContinuesTheTraceOfTheWrite() throws Exception {
        publish(assigned("1"));
        awaitListed(owner, 1);

        ConsumerRecord<String, byte[]> request =
                recordsOf("crm.notification.requests", owner).get(0);
        assertThat(text(request, "traceparent")).startsWith("00-" + EventRecords.TRACE_ID);
    }

    @Test
    void aRecordThatCannotBeReadIsSetAsideOnceAndItsPartitionGoesOn() throws Exception {
        String key = "poison-" + owner;
        var poison = record(assigned("1", key), "poison");
        send(new ProducerRecord<>(
                poison.topic(), null, key, "{\"not\":".getBytes(StandardCharsets.UTF_8), poison.headers()));

        send(record(assigned("2", key), UUID.randomUUID().toString()));

        awaitListed(owner, 1);
        await().untilAsserted(() ->
                assertThat(recordsOf("crm.customer.events.dlt", key)).hasSize(1));
        ConsumerRecord<String, byte[]> set =
                recordsOf("crm.customer.events.dlt", key).get(0);
        assertThat(text(set, "kafka_dlt-original-topic")).isEqualTo("crm.customer.events");
        assertThat(text(set, "kafka_dlt-exception-message")).contains("the data are no crm.customer.assigned.v1");
        assertThat(text(set, EventAttributes.ID_HEADER)).isEqualTo("poison");
        assertThat(Stream.of(set.headers().toArray()).map(Header::key).filter(name -> name.startsWith("kafka_dlt-")))
                .containsExactlyInAnyOrderElementsOf(AsyncApi.headerNames("deadLetter"));
    }

    @Test
    void noRecordIsBadEnoughToStopItsPartitionOrToBeSetAsideTwice() throws Exception {
        String key = "hostile-" + owner;
        var headers = record(assigned("1", key), "hostile").headers();
        List<byte[]> values = new ArrayList<>(List.of(new byte[0], utf8("null"), new byte[1_048_000]));
        values.add(1, null);
        for (byte[] value : values) {
            send(new ProducerRecord<>("crm.customer.events", null, key, value, headers));
        }
        var strange = record(assigned("2", key), UUID.randomUUID().toString());
        strange.headers().remove(EventAttributes.TRACEPARENT_HEADER);
        strange.headers().add(EventAttributes.TRACEPARENT_HEADER, new byte[] {(byte) 0xff, 0});
        strange.headers().add("baggage", utf8("=,;=%ff,".repeat(1_000)));
        strange.headers().add("springDeserializerExceptionValue", new byte[] {(byte) 0xac, (byte) 0xed});
        strange.headers().add("__TypeId__", null);
        send(strange);

        awaitListed(owner, 1);
        await().untilAsserted(() ->
                assertThat(recordsOf("crm.customer.events.dlt", key)).hasSize(3));
        await().untilAsserted(() -> assertThat(recordsOf("crm.customer.events.dlt", null))
                .as("too large to be set aside whole: only where it is and why")
                .singleElement()
                .satisfies(large -> {
                    assertThat(large.value()).isNull();
                    assertThat(text(large, "kafka_dlt-original-topic")).isEqualTo("crm.customer.events");
                    assertThat(text(large, "kafka_dlt-exception-message")).contains("too large");
                }));
    }

    @Test
    void anEventWithoutAKeyIsTold() throws Exception {
        var keyless = record(assigned("1"), UUID.randomUUID().toString());

        send(new ProducerRecord<>(keyless.topic(), null, (String) null, keyless.value(), keyless.headers()));

        awaitListed(owner, 1);
    }

    @Test
    void aTypeThatNobodyKnowsYetIsSkipped() throws Exception {
        String key = "unknown-" + owner;
        double unknownBefore = unknownEvents();
        var unknown = record(assigned("1", key), UUID.randomUUID().toString());
        unknown.headers().remove(EventAttributes.TYPE_HEADER);
        unknown.headers().add(EventAttributes.TYPE_HEADER, utf8("crm.customer.married.v1"));
        send(unknown);

        send(record(assigned("2", key), UUID.randomUUID().toString()));

        assertThat(awaitListed(owner, 1).get(0).get("data").get("customerName").asString())
                .isEqualTo("客户2");
        assertThat(recordsOf("crm.customer.events.dlt", key)).isEmpty();
        assertThat(unknownEvents()).isEqualTo(unknownBefore + 1);
    }

    @Test
    void whatConcernsNobodyIsKnownAndSkipped() throws Exception {
        String key = "quiet-" + owner;
        double unknownBefore = unknownEvents();
        var person = new Person(owner, "负责人");
        publish(new CustomerUpdated(key, "CUS00000000001", "客户", person, person, List.of("remarks")));
        publish(new CustomerClaimed(key, "CUS00000000001", "客户", null, "美团", person, person));

        publish(assigned("2", key));

        awaitListed(owner, 1);
        assertThat(list(owner).get("total").asInt()).isEqualTo(1);
        assertThat(unknownEvents()).isEqualTo(unknownBefore);
        assertThat(recordsOf("crm.customer.events.dlt", key)).isEmpty();
    }

    private double unknownEvents() {
        return meters.find("crm.events.unknown").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        EventStreamClient stream =
                open("Authorization", "Bearer " + RealParts.ISSUER.tokenFor(owner, Duration.ofSeconds(2)));

        await().untilAsserted(() -> assertThat(stream.ended()).isTrue());
        assertThat(stream.events("expiring")).hasSize(1);
    }

    @Test
    void aBrowserStreamsWithItsLoginCookie() throws Exception {
        EventStreamClient stream = open("Cookie", "crm_session=" + RealParts.ISSUER.tokenFor(owner));

        await().untilAsserted(() -> assertThat(stream.events("unread-count")).hasSize(1));
        assertThat(stream.response().headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(stream.response().headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(stream.response().headers().firstValue("x-accel-buffering")).hasValue("no");
    }

    private DomainEvent assigned(String n) {
        return assigned(n, UUID.randomUUID().toString());
    }

    private CustomerAssigned assigned(String n, String customerId) {
        return new CustomerAssigned(
                customerId,
                "CUS00000000001",
                "客户" + n,
                "138****8999",
                "美团",
                new Person("creator", "creator"),
                new Person(owner, "负责人"),
                null,
                null,
                null);
    }

    private CustomerCreated created(String n, String creator) {
        return new CustomerCreated(
                UUID.randomUUID().toString(),
                "CUS00000000001",
                "客户" + n,
                "138****8999",
                "美团",
                new Person(creator, creator),
                new Person(owner, "负责人"),
                null);
    }

    private void publish(DomainEvent event) throws Exception {
        publish(event, UUID.randomUUID().toString());
    }

    private void publish(DomainEvent event, String eventId) throws Exception {
        send(record(event, eventId));
    }

    private void send(ProducerRecord<String, byte[]> entry) throws Exception {
        kafka.send(entry).get(10, TimeUnit.SECONDS);
    }

    private static ProducerRecord<String, byte[]> record(DomainEvent event, String eventId) {
        return EventRecords.of(event, eventId);
    }

    private EventStreamClient stream(String person, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + RealParts.ISSUER.tokenFor(person)));
        EventStreamClient stream = open(all.toArray(String[]::new));
        await().until(() -> !stream.events("unread-count").isEmpty());
        return stream;
    }

    private EventStreamClient open(String... headers) throws Exception {
        var stream =
                EventStreamClient.open(URI.create("http://localhost:" + port + "/api/notifications/stream"), headers);
        streams.add(stream);
        return stream;
    }

    private static List<EventStreamClient.Event> awaitNotifications(EventStreamClient stream, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stream.events("notification")).hasSizeGreaterThanOrEqualTo(count));
        return stream.events("notification");
    }

    private JsonNode awaitListed(String person, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(list(person).get("total").asInt()).isGreaterThanOrEqualTo(count));
        return list(person).get("items");
    }

    private JsonNode list(String person) {
        return JSON.readTree(client(person)
                        .get()
                        .uri("/api/notifications?page=1&pageSize=5")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent())
                .get("data");
    }

    private int put(String path, String person, Object body) {
        return JSON.readTree(client(person)
                        .put()
                        .uri(path)
                        .bodyValue(body)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent())
                .at("/data/count")
                .asInt();
    }

    private WebTestClient client(String person) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenFor(person)))
                .build();
    }

    private static String customer(EventStreamClient.Event pushed) {
        return JSON.readTree(pushed.data()).at("/data/customerName").asString();
    }

    private static List<ConsumerRecord<String, byte[]>> recordsOf(String topic, String key) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestStack.shared().bootstrapServers());
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(entry -> {
                    if (Objects.equals(key, entry.key())) {
                        found.add(entry);
                    }
                });
            }
        }
        return found;
    }

    private static String text(ConsumerRecord<?, ?> entry, String header) {
        return new String(entry.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
