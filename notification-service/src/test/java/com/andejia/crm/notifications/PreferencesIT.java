package com.andejia.crm.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import com.andejia.crm.notifications.support.Wishes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person chooses holds for the next event on. */
@RealPartsTest
class PreferencesIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PREFERENCES = "/api/notifications/preferences";

    private final String alice = "alice-" + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @BeforeEach
    void somebodyWorksHere() throws Exception {
        publish(new StaffChanged(alice, "爱丽丝", List.of("employee"), true));
    }

    @Test
    void whoHasChosenNothingSeesEveryTypeAndWhatHoldsForAll() {
        JsonNode shown = get(PREFERENCES);

        assertThat(shown.at("/types/CUSTOMER_ASSIGNED").asBoolean()).isTrue();
        assertThat(shown.at("/types/ACCOUNT_SECURITY").asBoolean()).isTrue();
        assertThat(shown.get("types").has("CUSTOMER_ASSIGNED_SUMMARY"))
                .as("a digest follows its members")
                .isFalse();
        assertThat(shown.at("/quietHours/enabled").asBoolean()).isFalse();
        assertThat(shown.at("/quietHours/start").asString()).isEqualTo("22:00");
        assertThat(shown.at("/quietHours/zone").asString()).isEqualTo("Asia/Shanghai");
        assertThat(shown.at("/quietHours/days").size()).isEqualTo(7);
        assertThat(shown.get("digestBursts").asBoolean()).isTrue();
        assertThat(shown.get("locale").asString()).isEqualTo("zh-CN");
    }

    @Test
    void aChangeOfOnePartLeavesTheRest() {
        put(Map.of("types", Map.of("CUSTOMER_CREATED", false)));
        put(Map.of("quietHours", Map.of("enabled", true, "start", "23:30")));
        put(Map.of("quietHours", Map.of("days", List.of("FRIDAY", "MONDAY"))));
        put(Map.of("locale", "en"));

        JsonNode shown = put(Map.of("types", Map.of("CUSTOMER_RECLAIMED", false)));

        assertThat(shown).isEqualTo(get(PREFERENCES));
        assertThat(shown.at("/types/CUSTOMER_CREATED").asBoolean()).isFalse();
        assertThat(shown.at("/types/CUSTOMER_RECLAIMED").asBoolean()).isFalse();
        assertThat(shown.at("/types/CUSTOMER_ASSIGNED").asBoolean()).isTrue();
        assertThat(shown.at("/quietHours/enabled").asBoolean()).isTrue();
        assertThat(shown.at("/quietHours/start").asString()).isEqualTo("23:30");
        assertThat(shown.at("/quietHours/end").asString()).isEqualTo("08:00");
        assertThat(shown.at("/quietHours/days").toString()).isEqualTo("[\"MONDAY\",\"FRIDAY\"]");
        assertThat(shown.get("locale").asString()).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"types":{"NO_SUCH_TYPE":false}} | types
            {"types":{"CUSTOMER_ASSIGNED_SUMMARY":false}} | types
            {"types":{"CUSTOMER_ASSIGNED":null}} | types.CUSTOMER_ASSIGNED
            {"quietHours":{"zone":"Mars/Olympus"}} | quietHours.zone
            {"quietHours":{"start":"25:00"}} | quietHours.start
            {"quietHours":{"end":"8"}} | quietHours.end
            {"quietHours":{"start":"08:00","end":"08:00"}} | quietHours.end
            {"quietHours":{"days":["FUNDAY"]}} | quietHours.days
            {"quietHours":{"days":[null]}} | quietHours.days
            {"quietHours":{"days":[]}} | quietHours.days
            {"locale":"fr"} | locale
            """)
    void whatMakesNoSenseIsRefusedAndSaysWhichFieldItIs(String body, String field) {
        JsonNode problem = refused(body, 400);

        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"SYSTEM_ANNOUNCEMENT", "PERMISSION_CHANGED", "ACCOUNT_SECURITY"})
    void whatEverybodyMustHearCannotBeSwitchedOff(String type) {
        refused("{\"types\":{\"" + type + "\":false},\"locale\":\"en\"}", 422);

        assertThat(get(PREFERENCES).get("locale").asString())
                .as("nothing of it is done")
                .isEqualTo("zh-CN");
        put(Map.of("types", Map.of(type, true)));
    }

    @Test
    void whatIsSwitchedOffIsNotShownAndSaysWhy() throws Exception {
        put(Map.of("types", Map.of("CUSTOMER_ASSIGNED", false)));
        publish(assigned("1"));
        eventually()
                .untilAsserted(() -> assertThat(get("/api/notifications/suppressed")
                                .get("total")
                                .asInt())
                        .isEqualTo(1));

        JsonNode off = get("/api/notifications/suppressed").at("/items/0");
        assertThat(off.get("type").asString()).isEqualTo("CUSTOMER_ASSIGNED");
        JsonNode why = get("/api/notifications/" + off.get("id").asString() + "/why");
        assertThat(why.get("outcome").asString()).isEqualTo("SWITCHED_OFF");
        assertThat(why.get("preference").asString()).isEqualTo("OFF");
        assertThat(why.get("rule").asString()).isEqualTo("CUSTOMER_ASSIGNED");
        assertThat(why.at("/event/type").asString()).isEqualTo("crm.customer.assigned.v1");
        assertThat(get("/api/notifications").get("total").asInt()).isZero();
        assertThat(unread()).isZero();
        refusedTo("somebody-else", "/api/notifications/" + off.get("id").asString() + "/why");
    }

    @Test
    void quietHoursHoldPopUpsBackAndTellOnceHowManyThereWere() throws Exception {
        put(Map.of("quietHours", Wishes.quietNow(false)));
        try (EventStreamClient stream = stream()) {
            publish(assigned("1"));
            publish(assigned("2"));
            eventually()
                    .untilAsserted(
                            () -> assertThat(stream.events("notification")).hasSize(2));
            assertThat(stream.events("notification"))
                    .allSatisfy(it -> assertThat(
                                    JSON.readTree(it.data()).get("silent").asBoolean())
                            .isTrue());
            assertThat(unread()).as("listed and counted all the same").isEqualTo(2);
            String id = get("/api/notifications").at("/items/0/id").asString();
            assertThat(get("/api/notifications/" + id + "/why").get("outcome").asString())
                    .isEqualTo("NOTIFIED_SILENTLY");

            put(Map.of("quietHours", Map.of("enabled", false)));

            eventually()
                    .untilAsserted(
                            () -> assertThat(stream.events("notification")).hasSize(3));
            JsonNode summary =
                    JSON.readTree(stream.events("notification").get(2).data());
            assertThat(summary.get("type").asString()).isEqualTo("QUIET_HOURS_SUMMARY");
            assertThat(summary.get("content").asString()).isEqualTo("免打扰期间您收到 2 条通知");
            assertThat(summary.get("silent").asBoolean()).isFalse();
            publish(assigned("3"));
            eventually()
                    .untilAsserted(
                            () -> assertThat(stream.events("notification")).hasSize(4));
            assertThat(get("/api/notifications?type=QUIET_HOURS_SUMMARY")
                            .get("total")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsUrgentBreaksThroughQuietHours() throws Exception {
        put(Map.of("quietHours", Wishes.quietNow(true)));

        publish(assigned("1"));

        eventually().untilAsserted(() -> assertThat(unread()).isEqualTo(1));
        assertThat(get("/api/notifications").at("/items/0/silent").asBoolean()).isFalse();
    }

    private CustomerAssigned assigned(String number) {
        return new CustomerAssigned(
                UUID.randomUUID().toString(),
                "CUS00000000001",
                "客户" + number,
                "138****8999",
                "美团",
                new Person("manager", "经理"),
                new Person(alice, "爱丽丝"),
                null,
                null,
                null);
    }

    private void publish(DomainEvent event) throws Exception {
        kafka.send(EventRecords.of(event, UUID.randomUUID().toString())).get(10, TimeUnit.SECONDS);
    }

    private EventStreamClient stream() throws Exception {
        EventStreamClient stream = EventStreamClient.open(
                URI.create("http://localhost:" + port + "/api/notifications/stream"),
                "Authorization",
                "Bearer " + RealParts.ISSUER.tokenFor(alice));
        eventually().until(() -> !stream.events("unread-count").isEmpty());
        return stream;
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private int unread() {
        return get("/api/notifications/unread-count").get("count").asInt();
    }

    private JsonNode put(Object body) {
        return body(client(alice).put().uri(PREFERENCES).bodyValue(body).exchange(), 200)
                .get("data");
    }

    private JsonNode refused(String body, int status) {
        return body(
                client(alice)
                        .put()
                        .uri(PREFERENCES)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange(),
                status);
    }

    private void refusedTo(String person, String path) {
        body(client(person).get().uri(path).exchange(), 404);
    }

    private JsonNode get(String path) {
        return body(client(alice).get().uri(path).exchange(), 200).get("data");
    }

    private static JsonNode body(WebTestClient.ResponseSpec answer, int status) {
        return JSON.readTree(answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseBodyContent());
    }

    private WebTestClient client(String person) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenFor(person)))
                .build();
    }
}
