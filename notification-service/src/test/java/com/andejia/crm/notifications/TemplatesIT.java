package com.andejia.crm.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerReclaimed;
import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import com.andejia.crm.notifications.template.TemplateEdits;
import com.andejia.crm.notifications.template.TemplateKey;
import com.andejia.crm.notifications.template.TemplateVersion;
import com.andejia.crm.notifications.template.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator changes what people are told, and how it was before is one click away. */
@RealPartsTest
class TemplatesIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RECLAIMED = "/api/notification-templates/CUSTOMER_RECLAIMED";

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private TemplateEdits edits;

    @Autowired
    private Templates templates;

    /** The context is shared: everybody else is to be told in the shipped words. */
    @AfterEach
    void asShipped() {
        for (String locale : Templates.locales()) {
            ok("POST", RECLAIMED + "/versions/0/restore?locale=" + locale, Map.of());
        }
    }

    @Test
    void whatIsEditedIsWhatPeopleAreToldNext() throws Exception {
        ok("PUT", RECLAIMED, Map.of("content", "{{customerName}} 已回公海（{{leadSource}}）", "color", "#123456"));

        JsonNode told = told();

        assertThat(told.get("content").asString()).isEqualTo("客户 已回公海（美团）");
        assertThat(told.get("color").asString()).isEqualTo("#123456");
        assertThat(told.get("title").asString()).as("not touched").isEqualTo("客户回收通知");
    }

    @Test
    void anEditOnAnotherReplicaIsUsedHereSoon() {
        var key = new TemplateKey("CUSTOMER_RECLAIMED", "en");
        int present =
                ok("GET", RECLAIMED + "?locale=en", null).at("/data/version").asInt();
        var elsewhere = new TemplateVersion(
                key,
                present + 1,
                templates.require("CUSTOMER_STATUS_CHANGED", "en"),
                new Person("admin", "管理员"),
                Instant.now(),
                null);

        assertThat(edits.add(elsewhere).block()).isTrue();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(templates.require("CUSTOMER_RECLAIMED", "en"))
                        .isEqualTo(elsewhere.text()));
    }

    @Test
    void everyVersionIsKeptAndComesBackWithOneClick() {
        JsonNode first = ok("PUT", RECLAIMED, Map.of("title", "第一版")).get("data");
        ok("PUT", RECLAIMED, Map.of("title", "第二版"));
        int version = first.get("version").asInt();

        JsonNode restored = ok("POST", RECLAIMED + "/versions/" + version + "/restore", null)
                .get("data");

        assertThat(restored.get("title").asString()).isEqualTo("第一版");
        assertThat(restored.get("version").asInt()).isEqualTo(version + 2);
        assertThat(restored.get("restored").asInt()).isEqualTo(version);
        JsonNode versions = ok("GET", RECLAIMED + "/versions", null).get("data");
        assertThat(versions.valueStream().map(it -> it.get("version").asInt()))
                .containsExactlyElementsOf(IntStream.iterate(version + 2, n -> n >= 0, n -> n - 1)
                        .boxed()
                        .toList());
        assertThat(versions.get(0).at("/updatedBy/id").asString()).isEqualTo("admin");
        assertThat(versions.get(0).get("updatedAt").asString()).isNotBlank();
        assertThat(versions.get(versions.size() - 1).get("title").asString()).isEqualTo("客户回收通知");
    }

    @Test
    void whoeverSawAnOlderVersionIsRefused() {
        int seen =
                ok("PUT", RECLAIMED, Map.of("title", "一")).at("/data/version").asInt();
        ok("PUT", RECLAIMED, Map.of("title", "二", "version", seen));

        refused(HttpStatus.CONFLICT, "PUT", RECLAIMED, "{\"title\":\"三\",\"version\":" + seen + "}");
        assertThat(client("admin")
                        .put()
                        .uri(RECLAIMED)
                        .header(HttpHeaders.IF_MATCH, "\"" + seen + "\"")
                        .bodyValue(Map.of("title", "三"))
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus())
                .isEqualTo(HttpStatus.CONFLICT);
        assertThat(ok("GET", RECLAIMED, null).at("/data/title").asString()).isEqualTo("二");
    }

    @Test
    void anEditThatChangesNothingIsNoVersion() {
        int version =
                ok("PUT", RECLAIMED, Map.of("title", "同")).at("/data/version").asInt();

        assertThat(ok("PUT", RECLAIMED, Map.of("title", "同"))
                        .at("/data/version")
                        .asInt())
                .isEqualTo(version);
    }

    @Test
    void aPreviewShowsADraftFilledInAndSavesNothing() {
        JsonNode shown = ok("POST", RECLAIMED + "/preview", Map.of("title", "{{customerName}} 回公海"))
                .get("data");

        assertThat(shown.get("title").asString()).isEqualTo("张女士 回公海");
        assertThat(shown.get("content").asString()).isEqualTo("客户【张女士】已退回公海，原因：离客户近");
        assertThat(ok("GET", RECLAIMED, null).at("/data/title").asString()).isEqualTo("客户回收通知");
    }

    @Test
    void theListHasEveryTypeWithWhatItMayMention() {
        JsonNode all = ok("GET", "/api/notification-templates?locale=en", null).get("data");

        JsonNode created = all.valueStream()
                .filter(it -> it.get("type").asString().equals("CUSTOMER_CREATED"))
                .findFirst()
                .orElseThrow();
        assertThat(created.get("title").asString()).isEqualTo("New customer");
        assertThat(created.get("variables").valueStream().map(JsonNode::asString))
                .contains("customerName", "ownerName", "customerNo");
    }

    @Test
    void theWordsThatAreFixedCannotBeEditedButSeen() {
        String assigned = "/api/notification-templates/CUSTOMER_ASSIGNED";

        refused(HttpStatus.UNPROCESSABLE_CONTENT, "PUT", assigned, "{\"title\":\"别的\"}");
        refused(HttpStatus.UNPROCESSABLE_CONTENT, "POST", assigned + "/versions/0/restore", "");
        JsonNode shown = ok("POST", assigned + "/preview", null).get("data");
        assertThat(shown.get("content").asString()).isEqualTo("您有新的客户【张女士】，电话：138****8999，来源：美团，请及时跟进！");
        assertThat(ok("GET", assigned, null).at("/data/editable").asBoolean()).isFalse();
    }

    @Test
    void anUnknownVariableIsRefusedNamingItAndThoseThereAre() {
        JsonNode problem = refused(HttpStatus.BAD_REQUEST, "PUT", RECLAIMED, "{\"content\":\"{{salary}}\"}");

        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("content");
        assertThat(problem.get("message").asString()).contains("{{salary}}").contains("customerName");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | CUSTOMER_RECLAIMED                     | {                      | 400
            PUT  | CUSTOMER_RECLAIMED                     | []                     | 400
            PUT  | CUSTOMER_RECLAIMED                     | {}                     | 400
            PUT  | CUSTOMER_RECLAIMED                     | null                   | 400
            PUT  | CUSTOMER_RECLAIMED                     | {"tittle":"x"}         | 400
            PUT  | CUSTOMER_RECLAIMED                     | {"title":5}            | 400
            PUT  | CUSTOMER_RECLAIMED                     | {"title":""}           | 400
            PUT  | CUSTOMER_RECLAIMED                     | {"priority":"URGENT"}  | 400
            PUT  | CUSTOMER_RECLAIMED                     | {"title":"x","version":"1"} | 400
            PUT  | CUSTOMER_RECLAIMED                     | {"title":"x","version":-1}  | 400
            PUT  | CUSTOMER_RECLAIMED?locale=fr           | {"title":"x"}          | 400
            PUT  | NO_SUCH_TYPE                           | {"title":"x"}          | 404
            GET  | NO_SUCH_TYPE                           | ''                     | 404
            POST | CUSTOMER_RECLAIMED/preview             | {"content":"{{x"}      | 400
            POST | CUSTOMER_RECLAIMED/versions/9999/restore | ''                   | 404
            POST | CUSTOMER_RECLAIMED/versions/one/restore  | ''                   | 400
            """)
    void whatCannotBeIsRefused(String method, String path, String body, int status) {
        refused(HttpStatus.valueOf(status), method, "/api/notification-templates/" + path, body);
    }

    @ParameterizedTest
    @CsvSource({"manager", "operator", "employee"})
    void nobodyButAnAdministratorMayLookOrTouch(String role) {
        for (String path : new String[] {"", "/CUSTOMER_RECLAIMED", "/CUSTOMER_RECLAIMED/versions"}) {
            problem(
                    HttpStatus.FORBIDDEN,
                    client(role).get().uri("/api/notification-templates" + path).exchange());
        }
        problem(
                HttpStatus.FORBIDDEN,
                client(role)
                        .put()
                        .uri(RECLAIMED)
                        .bodyValue(Map.of("title", "x"))
                        .exchange());
    }

    private JsonNode told() throws Exception {
        String owner = "owner-" + UUID.randomUUID();
        var event = new CustomerReclaimed(
                "customer-" + owner,
                "CUS00000000001",
                "客户",
                null,
                "美团",
                new Person("manager", "经理"),
                new Person(owner, "负责人"),
                null,
                null);
        kafka.send(EventRecords.of(event, UUID.randomUUID().toString())).get(10, TimeUnit.SECONDS);
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> JSON.readTree(WebTestClient.bindToServer()
                                        .baseUrl("http://localhost:" + port)
                                        .build()
                                        .get()
                                        .uri("/api/notifications")
                                        .headers(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenFor(owner)))
                                        .exchange()
                                        .expectBody()
                                        .returnResult()
                                        .getResponseBodyContent())
                                .at("/data/items/0"),
                        item -> !item.isMissingNode());
    }

    private JsonNode ok(String method, String path, Object body) {
        var answer = send(method, path, body == null ? "" : JSON.writeValueAsString(body))
                .expectBody()
                .returnResult();
        assertThat(answer.getStatus()).as(answer.toString()).isEqualTo(HttpStatus.OK);
        return JSON.readTree(answer.getResponseBodyContent());
    }

    private JsonNode refused(HttpStatus status, String method, String path, String body) {
        return problem(status, send(method, path, body));
    }

    private static JsonNode problem(HttpStatus status, WebTestClient.ResponseSpec answer) {
        var result = answer.expectBody().returnResult();
        assertThat(result.getStatus()).as(result.toString()).isEqualTo(status);
        JsonNode problem = JSON.readTree(result.getResponseBodyContent());
        assertThat(problem.get("success").asBoolean()).isFalse();
        assertThat(problem.get("message").asString()).containsPattern("\\p{IsHan}");
        return problem;
    }

    private WebTestClient.ResponseSpec send(String method, String path, String body) {
        var request = client("admin").method(HttpMethod.valueOf(method)).uri(path);
        return body.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }

    private WebTestClient client(String role) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenOf(role, role)))
                .build();
    }
}
