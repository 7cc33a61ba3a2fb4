package com.andejia.crm.customers.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API document that is committed is the one of this code, and its examples are what the service has really answered. */
class OpenApiDocumentIT {
    private static final Path COMMITTED = Path.of("../docs/openapi/customer-service.json");
    private static final String ANEW = "./mvnw verify -pl customer-service -am -Dit.test=OpenApiDocumentIT -Dtest=none"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dcrm.openapi.write";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final RecordedExchanges exchanges = new RecordedExchanges(service);

    @Test
    void theCommittedDocumentIsTheOneOfThisCode() throws IOException {
        ObjectNode document = shape();
        recordExamples();
        exchanges.addTo(document);
        String text = JSON.writeValueAsString(JSON.convertValue(document, Map.class)) + "\n";
        if (Boolean.getBoolean("crm.openapi.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, text);
        }

        assertThat(COMMITTED).as("write it with: %s", ANEW).content().isEqualTo(text);
    }

    /** Without what is another on each machine: the port, and numbers that follow the order of methods in a class. */
    private ObjectNode shape() {
        ObjectNode document = (ObjectNode) service.anonymous()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        ((ObjectNode) document.at("/servers/0")).put("url", "http://localhost:8081");
        document.get("paths")
                .forEach(path -> path.forEach(operation -> ((ObjectNode) operation).remove("operationId")));
        return document;
    }

    private void recordExamples() {
        String customers = "/api/customers";
        String one = customers + "/{id}";
        ask(
                "signIn",
                null,
                HttpMethod.POST,
                "/api/auth/login",
                Map.of("username", "alice", "password", "crm-local-alice"));
        ask(
                "wrongPassword",
                null,
                HttpMethod.POST,
                "/api/auth/login",
                Map.of("username", "alice", "password", "wrong"));
        Map<String, Object> lead = new HashMap<>(Map.of(
                "name",
                "测试客户",
                "phone",
                CustomerBodies.phone(),
                "leadSource",
                "美团",
                "leadLevel",
                "A类",
                "contractStatus",
                "匹配中"));
        JsonNode created = ask("created", "alice", HttpMethod.POST, customers, lead);
        ask("phoneTaken", "alice", HttpMethod.POST, customers, lead);
        ask("invalid", "alice", HttpMethod.POST, customers, Map.of("name", "测试客户", "phone", "12345", "colour", "red"));
        Map<String, String> id = Map.of("id", created.at("/data/id").asString());

        exchanges.ask("found", "alice", HttpMethod.GET, one, id, "", null);
        exchanges.ask("ofSomebodyElse", "bob", HttpMethod.GET, one, id, "", null);
        exchanges.ask("byPhone", "manager", HttpMethod.GET, customers, Map.of(), "?phone=" + lead.get("phone"), null);
        exchanges.ask("changed", "alice", HttpMethod.PATCH, one, id, "", Map.of("version", 1, "contractStatus", "签约中"));
        exchanges.ask(
                "tooLate", "manager", HttpMethod.PATCH, one, id, "", Map.of("version", 1, "contractStatus", "待定"));
        exchanges.ask(
                "spokenTo",
                "alice",
                HttpMethod.POST,
                one + "/follow-ups",
                id,
                "",
                Map.of("type", "phone", "content", "下周面试", "nextFollowUpDate", "2025-12-01"));
        exchanges.ask(
                "assigned",
                "manager",
                HttpMethod.PATCH,
                one + "/assign",
                id,
                "",
                Map.of("assignedTo", "bob", "assignmentReason", "离客户近"));
        exchanges.ask(
                "handedOver", "bob", HttpMethod.POST, one + "/transfer", id, "", Map.of("to", "alice", "reason", "休假"));
        exchanges.ask("frozen", "admin", HttpMethod.PATCH, one + "/freeze", id, "", null);
        exchanges.ask(
                "refusedWhileFrozen",
                "alice",
                HttpMethod.POST,
                one + "/release-to-pool",
                id,
                "",
                Map.of("reason", "联系不上"));
        exchanges.ask("unfrozen", "admin", HttpMethod.PATCH, one + "/unfreeze", id, "", null);
        exchanges.ask("released", "alice", HttpMethod.POST, one + "/release-to-pool", id, "", Map.of("reason", "联系不上"));
        exchanges.ask(
                "pooled",
                "manager",
                HttpMethod.GET,
                customers + "/public-pool",
                Map.of(),
                "?phone=" + lead.get("phone"),
                null);
        ask(
                "givenOut",
                "manager",
                HttpMethod.POST,
                customers + "/public-pool/assign",
                Map.of("customerIds", List.of(id.get("id")), "assignedTo", "bob", "reason", "离客户近"));
        ask(
                "tooLate",
                "alice",
                HttpMethod.POST,
                customers + "/public-pool/claim",
                Map.of("customerIds", List.of(id.get("id"))));
        exchanges.ask("story", "manager", HttpMethod.GET, one + "/timeline", id, "", null);
        exchanges.ask("byAnEmployee", "alice", HttpMethod.DELETE, one, id, "", null);
        exchanges.ask("erased", "admin", HttpMethod.DELETE, one, id, "", null);
    }

    private JsonNode ask(String name, String who, HttpMethod method, String path, Map<String, ?> body) {
        return exchanges.ask(name, who, method, path, Map.of(), "", body);
    }
}
