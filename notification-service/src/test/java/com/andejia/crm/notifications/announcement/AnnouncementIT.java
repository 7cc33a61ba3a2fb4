package com.andejia.crm.notifications.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.events.SystemAnnounced;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the admin's words to everybody's list. */
@RealPartsTest
class AnnouncementIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String announcer = "announcer-" + UUID.randomUUID();
    private final List<String> employees =
            IntStream.range(0, 5).mapToObj(i -> "employee-" + UUID.randomUUID()).toList();
    private final String manager = "manager-" + UUID.randomUUID();
    private final String gone = "gone-" + UUID.randomUUID();
    private final String text = "今晚升级 " + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private StaffDirectory staff;

    @BeforeEach
    void theStaffAreKnown() throws Exception {
        publish(
                new StaffChanged(announcer, "管理员", List.of("admin"), true),
                UUID.randomUUID().toString());
        publish(
                new StaffChanged(gone, "已离职", List.of("employee"), false),
                UUID.randomUUID().toString());
        publish(
                new StaffChanged(manager, "经理", List.of("manager"), true),
                UUID.randomUUID().toString());
        for (String employee : employees) {
            publish(
                    new StaffChanged(employee, "员工", List.of("employee"), true),
                    UUID.randomUUID().toString());
        }
        await().until(() -> staff.everybody().containsAll(everybodyElse().toList())
                && staff.everybody().contains(announcer));
    }

    @Test
    void everybodyActiveIsToldButTheOneWhoSaysIt() {
        JsonNode answer = announce(announcer, "admin", Map.of("content", text), HttpStatus.ACCEPTED);

        assertThat(answer.at("/data/id").asString()).isNotBlank();
        everybodyElse().forEach(this::awaitToldOnce);
        assertThat(told(announcer)).isEmpty();
        assertThat(told(gone)).isEmpty();
    }

    @Test
    void howFarItHasComeIsCounted() {
        JsonNode answer = announce(announcer, "admin", Map.of("content", text), HttpStatus.ACCEPTED);
        String id = answer.at("/data/id").asString();
        everybodyElse().forEach(this::awaitToldOnce);
        await().untilAsserted(() -> assertThat(progress(id).get("told")).isEqualTo(answer.at("/data/recipients")));

        markRead(manager, awaitToldOnce(manager).get("id").asString());

        assertThat(progress(id).get("displayed").asInt()).isZero();
        assertThat(progress(id).get("read").asInt()).isEqualTo(1);
        assertThat(progress("nothing-of-that-id").get("told").asInt()).isZero();
        client(RealParts.ISSUER.tokenOf(manager, "manager"))
                .get()
                .uri("/api/announcements/" + id)
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private JsonNode progress(String id) {
        byte[] answer = client(RealParts.ISSUER.tokenOf(announcer, "admin"))
                .get()
                .uri("/api/announcements/" + id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return JSON.readTree(answer).get("data");
    }

    private void markRead(String person, String id) {
        client(RealParts.ISSUER.tokenFor(person))
                .put()
                .uri("/api/notifications/mark-read")
                .bodyValue(Map.of("notificationIds", List.of(id)))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void anAnnouncementSaysItToARoleOnly() {
        announce(
                announcer,
                "admin",
                Map.of("content", text, "role", "manager", "title", "周会", "actionUrl", "/meetings/1"),
                HttpStatus.ACCEPTED);

        JsonNode it = awaitToldOnce(manager);
        assertThat(it.get("type").asString()).isEqualTo("SYSTEM_ANNOUNCEMENT");
        assertThat(it.get("title").asString()).isEqualTo("系统公告");
        assertThat(it.get("actionUrl").asString()).isEqualTo("/meetings/1");
        assertThat(it.at("/data/title").asString()).isEqualTo("周会");
        assertThat(employees).allSatisfy(employee -> assertThat(told(employee)).isEmpty());
    }

    @Test
    void anAnnouncementThatIsDeliveredAgainTellsNobodyAgain() throws Exception {
        var announced = new SystemAnnounced(UUID.randomUUID().toString(), text, null, null, null, null);
        String event = UUID.randomUUID().toString();
        publish(announced, event);
        employees.forEach(this::awaitToldOnce);

        publish(announced, event);
        String later = "其后 " + UUID.randomUUID();
        publish(
                new SystemAnnounced(announced.announcementId(), later, null, null, null, null),
                UUID.randomUUID().toString());

        for (String employee : employees) {
            await().untilAsserted(() ->
                    assertThat(list(employee).filter(it -> is(it, later))).hasSize(1));
            assertThat(told(employee)).hasSize(1);
        }
    }

    @Test
    void onlyAnAdminMayAnnounce() {
        assertThat(announce(manager, "manager", Map.of("content", text), HttpStatus.FORBIDDEN)
                        .get("message")
                        .asString())
                .isEqualTo("没有权限进行此操作");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            content   | {}
            content   | {"content": "  "}
            content   | {"content": "%1001$s"}
            content   | {"content": "\\ud800"}
            title     | {"content": "a", "title": "%51$s"}
            title     | {"content": "a", "title": ""}
            actionUrl | {"content": "a", "actionUrl": "javascript:alert(1)"}
            actionUrl | {"content": "a", "actionUrl": "//elsewhere.example"}
            role      | {"content": "a", "role": "chief"}
            roles     | {"content": "a", "roles": "manager"}
            """)
    void whatCannotBeAnnouncedIsRefusedByName(String field, String body) {
        String filled = body.replace("%1001$s", "长".repeat(1001)).replace("%51$s", "长".repeat(51));

        assertThat(announce(announcer, "admin", filled, HttpStatus.BAD_REQUEST)
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo(field);
    }

    private Stream<String> everybodyElse() {
        return Stream.concat(employees.stream(), Stream.of(manager));
    }

    private JsonNode awaitToldOnce(String person) {
        await().untilAsserted(() -> assertThat(told(person)).hasSize(1));
        return told(person).get(0);
    }

    private List<JsonNode> told(String person) {
        return list(person).filter(it -> is(it, text)).toList();
    }

    private static boolean is(JsonNode notification, String content) {
        return notification.get("content").asString().equals(content);
    }

    private Stream<JsonNode> list(String person) {
        byte[] answer = client(RealParts.ISSUER.tokenFor(person))
                .get()
                .uri("/api/notifications?pageSize=100")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return JSON.readTree(answer).at("/data/items").valueStream();
    }

    private JsonNode announce(String person, String role, Object body, HttpStatus status) {
        byte[] answer = client(RealParts.ISSUER.tokenOf(person, role))
                .post()
                .uri("/api/announcements")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return JSON.readTree(answer);
    }

    private WebTestClient client(String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    private void publish(DomainEvent event, String eventId) throws Exception {
        kafka.send(EventRecords.of(event, eventId)).get(10, TimeUnit.SECONDS);
    }
}
