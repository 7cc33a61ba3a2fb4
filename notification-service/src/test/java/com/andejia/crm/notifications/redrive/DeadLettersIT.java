package com.andejia.crm.notifications.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.OpsClient;
import com.andejia.crm.notifications.support.RealPartsTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What nobody could understand is understood by those on watch, mended, and told after all. */
@RealPartsTest
class DeadLettersIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String owner = "owner-" + UUID.randomUUID();
    private final String customer = "customer-" + UUID.randomUUID();
    private final String event = "event-" + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    private OpsClient admin;
    private OpsClient ownerClient;

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private DeadLetterStore store;

    /** Only then does the intake begin. */
    @BeforeEach
    void people() throws Exception {
        kafka.send(EventRecords.of(new StaffChanged(owner, "负责人", List.of("employee"), true), "staff-" + owner))
                .get(10, TimeUnit.SECONDS);
        eventually().until(() -> staff.everybody().contains(owner));
        admin = new OpsClient(port, "root", "admin");
        ownerClient = new OpsClient(port, owner, "employee");
    }

    @Test
    void aRecordThatCannotBeReadIsUnderstoodMendedAndToldOnce() throws Exception {
        String broken = JSON.writeValueAsString(assigned()).replace("\"customerNo\":\"CUS00000000001\",", "");
        send(record(broken, "crm.customer.assigned.v1"));

        JsonNode letter = awaitOpen(1).get(0);
        assertThat(letter.get("kind").asString()).isEqualTo("POISON");
        assertThat(letter.get("reason").asString()).contains("customerNo");
        assertThat(letter.get("eventId").asString()).isEqualTo(event);
        assertThat(letter.at("/origin/topic").asString()).isEqualTo("crm.customer.events");
        assertThat(letter.at("/origin/offset").isIntegralNumber()).isTrue();
        assertThat(letter.get("body").asString())
                .contains(customer, "\"customerName\":\"***\"")
                .doesNotContain("张三", "8999");

        JsonNode redriven = redrive(letter, Map.of("body", assigned()), HttpStatus.OK);

        assertThat(redriven.at("/data/state").asString()).isEqualTo("REDRIVEN");
        assertThat(redriven.at("/data/attempts").asInt()).isEqualTo(1);
        assertThat(redriven.at("/data/history/0/by/id").asString()).isEqualTo("root");
        assertThat(redriven.at("/data/history/0/what").asString()).isEqualTo("redrive");
        assertThat(redriven.at("/data/history/0/detail").asString()).isEqualTo("body");
        JsonNode told = awaitTold(1).get(0);
        assertThat(ownerClient
                        .get("/api/notifications/" + told.get("id").asString() + "/why")
                        .at("/event/id")
                        .asString())
                .as("its event's id is kept")
                .isEqualTo(event);
        assertThat(redrive(letter, Map.of(), HttpStatus.CONFLICT).get("message").asString())
                .contains("已重新投递");
        discard(letter, HttpStatus.CONFLICT);
    }

    @Test
    void aTypeThatNobodyKnowsIsShownAndToldOnceItIsKnown() throws Exception {
        send(record(JSON.writeValueAsString(assigned()), "crm.customer.asigned.v1"));

        JsonNode letter = awaitOpen(1).get(0);
        assertThat(letter.get("kind").asString()).isEqualTo("UNKNOWN_TYPE");
        assertThat(letter.get("reason").asString()).isEqualTo("unknown type crm.customer.asigned.v1");

        assertThat(redrive(letter, Map.of("type", "crm.customer.married.v1"), HttpStatus.UNPROCESSABLE_CONTENT)
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("type");
        assertThat(redrive(letter, Map.of("body", Map.of()), HttpStatus.UNPROCESSABLE_CONTENT)
                        .get("message")
                        .asString())
                .isNotBlank();
        redrive(letter, Map.of("type", "crm.customer.assigned.v1"), HttpStatus.OK);

        awaitTold(1);
    }

    @Test
    void whatFailsAgainIsOpenAgainUntilItHasBeenTriedTooOften() throws Exception {
        send(record("{\"not\":", "crm.customer.assigned.v1"));
        JsonNode letter = awaitOpen(1).get(0);

        for (int attempt = 1; attempt <= 3; attempt++) {
            redrive(letter, Map.of(), HttpStatus.OK);
            assertThat(awaitOpen(1).get(0).get("id")).isEqualTo(letter.get("id"));
            assertThat(one(letter).get("attempts").asInt()).isEqualTo(attempt);
        }

        assertThat(redrive(letter, Map.of(), HttpStatus.UNPROCESSABLE_CONTENT)
                        .get("message")
                        .asString())
                .contains("上限");
        assertThat(discard(letter, HttpStatus.OK).at("/data/state").asString()).isEqualTo("DISCARDED");
        assertThat(one(letter).at("/history/3/detail").asString()).isEqualTo("测试数据");
        assertThat(discard(letter, HttpStatus.CONFLICT).get("message").asString())
                .contains("已丢弃");
        redrive(letter, Map.of(), HttpStatus.CONFLICT);
        assertThat(ownerClient.get("/api/notifications").get("total").asInt()).isZero();
    }

    @Test
    void manyAreSentAgainByWhatTheyAre() throws Exception {
        String type = "crm.test." + UUID.randomUUID() + ".v1";
        for (int i = 0; i < 3; i++) {
            send(record("{}", type));
        }
        awaitOpen(3);

        JsonNode many = admin.post(
                "/api/ops/dead-letters/redrive",
                Map.of("topic", "crm.customer.events", "eventType", type),
                HttpStatus.OK);

        assertThat(many.at("/data/redriven").asInt()).isEqualTo(3);
        assertThat(many.at("/data/left").asBoolean()).isFalse();
        assertThat(awaitOpen(3))
                .allSatisfy(letter -> assertThat(letter.get("attempts").asInt()).isEqualTo(1));
    }

    @Test
    void whatOnlySaysThatItHasBeenSetAsideBeforeIsSetAside() throws Exception {
        send(record("{\"not\":", "crm.customer.assigned.v1"));
        JsonNode letter = awaitOpen(1).get(0);
        ProducerRecord<String, byte[]> copied = record("{\"not\":", "crm.customer.assigned.v1");
        copied.headers()
                .remove(EventAttributes.ID_HEADER)
                .add(EventAttributes.ID_HEADER, ("other-" + event).getBytes(StandardCharsets.UTF_8))
                .add(
                        DeadLetterReader.RETURN_HEADER,
                        DeadLetterReader.returnHeader(letter.get("id").asString(), 1));

        send(copied);

        awaitOpen(2);
    }

    @Test
    void whatSomebodyDiedOverWhileSendingItIsAmongTheMany() throws Exception {
        String type = "crm.test." + UUID.randomUUID() + ".v1";
        send(record("{}", type));
        String id = awaitOpen(1).get(0).get("id").asString();
        Instant then = Instant.now().minus(Duration.ofMinutes(2));
        var act = new DeadLetter.Act(then, new Person("gone", "走了"), "redrive", null);
        store.find(id).flatMap(letter -> store.take(letter, act, then)).block();

        JsonNode many = admin.post(
                "/api/ops/dead-letters/redrive",
                Map.of("topic", "crm.customer.events", "eventType", type),
                HttpStatus.OK);

        assertThat(many.at("/data/redriven").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            page      | GET  | ?page=0               |
            pageSize  | GET  | ?pageSize=101         |
            state     | GET  | ?state=GONE           |
            topic     | POST | /redrive              | {}
            subject   | POST | /redrive              | {"topic": "crm.customer.events", "subject": "a"}
            reason    | POST | /some-id/discard      | {}
            reason    | POST | /some-id/discard      | {"reason": "\\ud800"}
            type      | POST | /some-id/redrive      | {"type": ""}
            """)
    void whatCannotBeAskedForIsRefusedByName(String field, String method, String path, String body) {
        String uri = "/api/ops/dead-letters" + path;
        JsonNode problem = method.equals("GET")
                ? admin.get(uri, HttpStatus.BAD_REQUEST)
                : admin.post(uri, body, HttpStatus.BAD_REQUEST);

        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void whatIsNotThereIsSaidSoAndOnlyAnAdminIsToldAnything() {
        admin.get("/api/ops/dead-letters/none", HttpStatus.NOT_FOUND);
        admin.post("/api/ops/dead-letters/none/redrive", Map.of(), HttpStatus.NOT_FOUND);
        admin.post("/api/ops/dead-letters/none/discard", Map.of("reason", "x"), HttpStatus.NOT_FOUND);
        new OpsClient(port, "boss", "manager").get("/api/ops/dead-letters", HttpStatus.FORBIDDEN);
        ownerClient.post("/api/ops/dead-letters/none/redrive", Map.of(), HttpStatus.FORBIDDEN);
    }

    private CustomerAssigned assigned() {
        return EventRecords.assigned(customer, "张三", owner);
    }

    private ProducerRecord<String, byte[]> record(String body, String type) {
        var good = EventRecords.of(assigned(), event);
        good.headers().remove(EventAttributes.TYPE_HEADER);
        good.headers().add(EventAttributes.TYPE_HEADER, type.getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(
                good.topic(), null, customer, body.getBytes(StandardCharsets.UTF_8), good.headers());
    }

    private void send(ProducerRecord<String, byte[]> entry) throws Exception {
        kafka.send(entry).get(10, TimeUnit.SECONDS);
    }

    private List<JsonNode> awaitOpen(int count) {
        eventually().untilAsserted(() -> assertThat(open()).hasSize(count));
        return open();
    }

    private List<JsonNode> open() {
        return admin.get("/api/ops/dead-letters?state=OPEN&topic=crm.customer.events&pageSize=100")
                .get("items")
                .valueStream()
                .filter(letter -> letter.at("/origin/key").asString("").equals(customer))
                .toList();
    }

    private JsonNode one(JsonNode letter) {
        return admin.get(path(letter));
    }

    private JsonNode redrive(JsonNode letter, Map<String, ?> correction, HttpStatus expected) {
        return admin.post(path(letter) + "/redrive", correction, expected);
    }

    private JsonNode discard(JsonNode letter, HttpStatus expected) {
        return admin.post(path(letter) + "/discard", Map.of("reason", "测试数据"), expected);
    }

    private static String path(JsonNode letter) {
        return "/api/ops/dead-letters/" + letter.get("id").asString();
    }

    private JsonNode awaitTold(int count) {
        eventually()
                .untilAsserted(() -> assertThat(ownerClient
                                .get("/api/notifications")
                                .get("total")
                                .asInt())
                        .isEqualTo(count));
        return ownerClient.get("/api/notifications").get("items");
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
