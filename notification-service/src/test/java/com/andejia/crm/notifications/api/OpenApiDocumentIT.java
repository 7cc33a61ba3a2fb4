package com.andejia.crm.notifications.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.Person;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API document that is committed is the one of this code; its examples are what the service has really answered, and it
 * has refused whom the document says.
 */
@RealPartsTest
class OpenApiDocumentIT {
    private static final Path COMMITTED = Path.of("../docs/openapi/notification-service.json");
    private static final String ANEW =
            "./mvnw verify -pl notification-service -am -Dit.test=OpenApiDocumentIT -Dtest=none"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dcrm.openapi.write";
    private static final String MINE = "/api/notifications";
    private static final String TEMPLATES = "/api/notification-templates/{type}";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String person = UUID.randomUUID().toString();
    private final RecordedExchanges exchanges = new RecordedExchanges();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Test
    void theCommittedDocumentIsTheOneOfThisCode() throws Exception {
        ObjectNode document = shape();
        recordWhatThePersonDoes(document);
        recordWhatAnAdministratorDoes();
        exchanges.addTo(document);
        String text = JSON.writeValueAsString(JSON.convertValue(document, Map.class)) + "\n";
        if (Boolean.getBoolean("crm.openapi.write")) {
            Files.writeString(COMMITTED, text);
        }

        assertThat(COMMITTED).as("write it with: %s", ANEW).content().isEqualTo(text);
    }

    @Test
    void whoeverIsRefusedIsWhomTheDocumentSays() {
        shape().get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    String asked = method + " " + path;
                    JsonNode responses = operation.get("responses");
                    assertThat(status(anonymous(), method, path) == 401)
                            .as(asked + " without a token")
                            .isEqualTo(responses.has("401"));
                    assertThat(status(as("employee"), method, path) == 403)
                            .as(asked + " by an employee")
                            .isEqualTo(responses.has("403"));
                }));
    }

    @Test
    void whatIsOutOfItsLimitsIsRefused() {
        shape().get("paths")
                .forEachEntry((path, item) -> item.path("get")
                        .path("parameters")
                        .forEach(parameter -> {
                            JsonNode max = parameter.at("/schema/maximum");
                            if (!max.isMissingNode()) {
                                String query = "?" + parameter.get("name").asString() + "=" + (max.asInt() + 1);
                                assertThat(status(as("admin"), "get", path + query))
                                        .as(path + query)
                                        .isEqualTo(400);
                            }
                        }));
    }

    /** Without what is another on each machine: the port, and numbers that follow the order of methods in a class. */
    private ObjectNode shape() {
        ObjectNode document = (ObjectNode) anonymous()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        ((ObjectNode) document.at("/servers/0")).put("url", "http://localhost:8082");
        document.get("paths")
                .forEach(path -> path.forEach(operation -> ((ObjectNode) operation).remove("operationId")));
        return document;
    }

    private void recordWhatThePersonDoes(ObjectNode document) throws Exception {
        WebTestClient mine = as("employee");
        // The intake begins once the staff are known.
        kafka.send(EventRecords.of(new StaffChanged(person, "爱丽丝", List.of("employee"), true), "staff-" + person))
                .get();
        try (EventStreamClient stream = stream()) {
            kafka.send(EventRecords.of(assigned(), UUID.randomUUID().toString()))
                    .get();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(stream.events("notification")).hasSize(1));
            exchanges.ask("without", anonymous(), HttpMethod.GET, MINE, Map.of(), null);
            JsonNode page = exchanges.ask("first", mine, HttpMethod.GET, MINE + "?pageSize=5", Map.of(), null);
            String id = page.at("/data/items/0/id").asString();
            exchanges.ask("noSuchPage", mine, HttpMethod.GET, MINE + "?pageSize=1000", Map.of(), null);
            exchanges.ask("one", mine, HttpMethod.GET, MINE + "/unread-count", Map.of(), null);
            exchanges.ask("explained", mine, HttpMethod.GET, MINE + "/{id}/why", Map.of("id", id), null);
            exchanges.ask("unknown", mine, HttpMethod.GET, MINE + "/{id}/why", Map.of("id", "unknown"), null);
            exchanges.ask("noDigest", mine, HttpMethod.GET, MINE + "/{id}/members", Map.of("id", id), null);
            exchanges.ask(
                    "shown",
                    mine,
                    HttpMethod.POST,
                    MINE + "/receipts",
                    Map.of(),
                    List.of(Map.of("id", id, "displayedAt", "2025-11-24T07:43:08.911Z")));
            exchanges.ask(
                    "one", mine, HttpMethod.PUT, MINE + "/mark-read", Map.of(), Map.of("notificationIds", List.of(id)));
            exchanges.ask(
                    "none", mine, HttpMethod.PUT, MINE + "/mark-read", Map.of(), Map.of("notificationIds", List.of()));
            exchanges.ask(
                    "whatIsOnThePage",
                    mine,
                    HttpMethod.PUT,
                    MINE + "/mark-all-read",
                    Map.of(),
                    Map.of("upTo", page.at("/data/upTo").asString()));
            exchanges.ask("again", mine, HttpMethod.PUT, MINE + "/{id}/unread", Map.of("id", id), null);
            exchanges.ask(
                    "inAnHour",
                    mine,
                    HttpMethod.POST,
                    MINE + "/{id}/snooze",
                    Map.of("id", id),
                    Map.of("until", Instant.now().plus(1, ChronoUnit.HOURS).toString()));
            exchanges.ask(
                    "inThePast",
                    mine,
                    HttpMethod.POST,
                    MINE + "/{id}/snooze",
                    Map.of("id", id),
                    Map.of("until", "2025-11-24T07:43:08.911Z"));
            exchanges.ask("done", mine, HttpMethod.PUT, MINE + "/{id}/archive", Map.of("id", id), null);
            exchanges.ask("unknown", mine, HttpMethod.PUT, MINE + "/{id}/archive", Map.of("id", "unknown"), null);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stream.events("read")).isNotEmpty());
            assertThat(stream.events())
                    .filteredOn(event -> !event.name().isEmpty())
                    .allSatisfy(event -> assertThat(RecordedExchanges.validate(
                                    document, document.at("/components/schemas/StreamEvent"), json(event)))
                            .as("%s", event)
                            .isEmpty());
        }
        recordWhatThePersonWants(mine);
    }

    private void recordWhatThePersonWants(WebTestClient mine) {
        String preferences = MINE + "/preferences";
        exchanges.ask("unchanged", mine, HttpMethod.GET, preferences, Map.of(), null);
        exchanges.ask(
                "quietAtNight",
                mine,
                HttpMethod.PUT,
                preferences,
                Map.of(),
                Map.of(
                        "types",
                        Map.of("CUSTOMER_FOLLOW_UP_ADDED", false),
                        "quietHours",
                        Map.of("enabled", true, "start", "22:00", "end", "08:00")));
        exchanges.ask(
                "mandatory",
                mine,
                HttpMethod.PUT,
                preferences,
                Map.of(),
                Map.of("types", Map.of("ACCOUNT_SECURITY", false)));
        exchanges.ask("none", mine, HttpMethod.GET, MINE + "/suppressed", Map.of(), null);
    }

    private void recordWhatAnAdministratorDoes() {
        WebTestClient admin = as("admin");
        exchanges.ask(
                "quietDay", admin, HttpMethod.GET, MINE + "/statistics?from=2001-01-01&to=2001-01-01", Map.of(), null);
        exchanges.ask("byAnEmployee", as("employee"), HttpMethod.GET, MINE + "/statistics", Map.of(), null);
        exchanges.ask(
                "toOperators",
                admin,
                HttpMethod.POST,
                "/api/announcements",
                Map.of(),
                Map.of("content", "今晚 22:00 系统升级", "role", "operator"));
        exchanges.ask(
                "misspelt",
                admin,
                HttpMethod.POST,
                "/api/announcements",
                Map.of(),
                Map.of("content", "今晚 22:00 系统升级", "rolle", "operator"));
        exchanges.ask("notYet", admin, HttpMethod.GET, "/api/announcements/{id}", Map.of("id", "unknown"), null);
        Map<String, String> signed = Map.of("type", "CONTRACT_SIGNED");
        exchanges.ask("asShipped", admin, HttpMethod.GET, TEMPLATES, signed, null);
        exchanges.ask("unknown", admin, HttpMethod.GET, TEMPLATES, Map.of("type", "UNKNOWN"), null);
        exchanges.ask(
                "otherTitle",
                admin,
                HttpMethod.POST,
                TEMPLATES + "/preview",
                signed,
                Map.of("title", "{{customerName}} 已签约"));
        exchanges.ask("unknownVariable", admin, HttpMethod.PUT, TEMPLATES, signed, Map.of("title", "{{colour}}"));
        exchanges.ask("tooLate", admin, HttpMethod.PUT, TEMPLATES, signed, Map.of("title", "合同签好了", "version", 7));
        exchanges.ask(
                "fixed", admin, HttpMethod.PUT, TEMPLATES, Map.of("type", "CUSTOMER_ASSIGNED"), Map.of("title", "新客户"));
        exchanges.ask("all", admin, HttpMethod.GET, TEMPLATES + "/versions", signed, null);
    }

    private CustomerAssigned assigned() {
        return new CustomerAssigned(
                UUID.randomUUID().toString(),
                "CUS70188905125",
                "测试客户",
                "138****8999",
                "美团",
                new Person("manager", "经理"),
                new Person(person, "爱丽丝"),
                null,
                null,
                null);
    }

    private static JsonNode json(EventStreamClient.Event event) {
        ObjectNode json = JSON.createObjectNode().put("event", event.name());
        if (!event.id().isEmpty()) {
            json.put("id", event.id());
        }
        return json.set("data", JSON.readTree(event.data()));
    }

    private EventStreamClient stream() throws IOException, InterruptedException {
        return EventStreamClient.open(
                URI.create("http://localhost:" + port + MINE + "/stream"),
                HttpHeaders.AUTHORIZATION,
                "Bearer " + RealParts.ISSUER.tokenFor(person));
    }

    /** Reads no more of the answer than its beginning, for that of a stream has no end. */
    private static int status(WebTestClient caller, String method, String path) {
        FluxExchangeResult<byte[]> result = caller.method(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)))
                .uri(path.replaceAll("\\{[^}]+}", "1"))
                .exchange()
                .returnResult(byte[].class);
        result.getResponseBody().take(1).blockLast();
        return result.getStatus().value();
    }

    private WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(PATIENCE) // the document is made when it is asked for
                .build();
    }

    private WebTestClient as(String role) {
        return anonymous()
                .mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenOf(person, role)))
                .build();
    }
}
