package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.systemtests.TraceCollector.Traced;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As a container runs them, with a collector of traces: what those on watch can see, and what nobody can. */
class WatchedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TraceCollector collector;
    private static RunningSystem system;

    @BeforeAll
    static void start() throws IOException {
        collector = TraceCollector.start();
        system = RunningSystem.start(
                spec -> spec.with("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", collector.endpoint())
                        .with("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY", "200ms")
                        .with("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1.0")
                        .with("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"));
    }

    @AfterAll
    static void stop() {
        system.close();
        collector.close();
    }

    @Test
    void fromTheRequestToThePushItIsOneTree() {
        Staff admin = Staff.signIn(system, "admin");
        try (EventStreamClient stream = Staff.signIn(system, "alice").stream()) {
            await().until(() -> !stream.events("unread-count").isEmpty());

            assertThat(admin.createCustomer(Leads.forOwner("alice")).status()).isEqualTo(201);

            await().atMost(PATIENCE).until(() -> !stream.events("notification").isEmpty());
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(pushes("http post /api/customers")).hasSize(1));
        Traced push = pushes("http post /api/customers").get(0);
        assertThat(wayFromItsRoot(push))
                .as("in this order, with what the framework adds in between")
                .containsSubsequence(
                        "customer-service: http post /api/customers",
                        "customer-service: publish",
                        "notification-service: notify",
                        "notification-service: store",
                        "notification-service: push");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(roots(push.trace())).as("a tree has one").hasSize(1));
    }

    @Test
    void whatIsDoneToACustomerLaterIsATreeOfItsOwn() {
        Staff admin = Staff.signIn(system, "admin");
        String id = admin.createCustomer(Leads.forOwner("alice"))
                .body()
                .at("/data/id")
                .asString();
        try (EventStreamClient stream = Staff.signIn(system, "bob").stream()) {
            await().until(() -> !stream.events("unread-count").isEmpty());

            assertThat(admin.assign(id, "bob").status()).isEqualTo(200);

            await().atMost(PATIENCE).until(() -> !stream.events("notification").isEmpty());
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pushes("http patch /api/customers/{id}/assign"))
                        .hasSize(1));
    }

    @Test
    void noLineOfAnyLogTellsWhomItIsAbout() {
        Staff admin = Staff.signIn(system, "admin");
        Staff manager = Staff.signIn(system, "manager");
        List<String> secrets = List.of(
                "欧阳无痕", "13712345678", "13787654321", "诸葛无名", "南宫无声", "独孤无影", "13711112222", "13733334444", "门牌零零七");
        Map<String, Object> lead = new HashMap<>(Leads.forOwner("alice"));
        lead.putAll(Map.of("name", "欧阳无痕", "phone", "13712345678", "address", "门牌零零七"));

        String id = admin.createCustomer(lead).body().at("/data/id").asString();
        assertThat(admin.createCustomer(lead).status())
                .as("the same phone again")
                .isEqualTo(409);
        lead.putAll(Map.of("salaryBudget", "门牌零零七", "phone", "13787654321"));
        assertThat(admin.createCustomer(lead).status()).as("no number").isEqualTo(400);
        assertThat(admin.patch("/api/customers/" + id, Map.of("name", "诸葛无名", "version", 1))
                        .status())
                .isEqualTo(200);
        assertThat(admin.post(
                                "/api/customers/" + id + "/follow-ups",
                                Map.of("type", "phone", "content", "南宫无声 13787654321"))
                        .status())
                .isLessThan(300);
        assertThat(Staff.websiteLead(system, Map.of("name", "独孤无影", "phone", "13711112222"))
                        .status())
                .isEqualTo(201);
        assertThat(manager.customers("phone=13712345678&name=" + URLEncoder.encode("诸葛无名", StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        Staff.Reply imported = manager.importCustomers("""
                姓名,手机号,线索来源,线索等级,签约状态,负责人
                南宫无声,13733334444,抖音,B类,待定,bob
                诸葛无名,13712345678,抖音,B类,待定,bob
                独孤无影,1371,抖音,Z类,待定,bob
                """);
        assertThat(imported.status()).isEqualTo(202);
        String operation = imported.body().at("/data/operationId").asString();
        await().atMost(PATIENCE)
                .until(() ->
                        manager.operation(operation).at("/state").asString().equals("FINISHED"));
        assertThat(admin.erase(id).status()).isLessThan(300);

        assertThat(entries(lines().stream()))
                .hasSizeGreaterThan(20)
                .extracting(JsonNode::toString)
                .allSatisfy(entry -> assertThat(entry).doesNotContain(secrets));
    }

    @Test
    void everyLineIsJsonAndCarriesItsTrace() {
        Map<String, Object> lead = Leads.forOwner("alice");
        String id = Staff.signIn(system, "admin")
                .createCustomer(lead)
                .body()
                .at("/data/id")
                .asString();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(entries(system.log("customer-service")))
                        .filteredOn(entry -> entry.at("/message").asString().contains(id))
                        .isNotEmpty()
                        .allSatisfy(entry -> assertThat(entry.toString()).contains("\"traceId\"")));
        assertThat(entries(lines().stream()))
                .allSatisfy(entry -> assertThat(entry.propertyNames()).contains("@timestamp", "message"));
    }

    /** Those of traces that began with such a request. */
    private static List<Traced> pushes(String root) {
        return collector.spans().stream()
                .filter(span -> span.name().equals("push"))
                .filter(span -> wayFromItsRoot(span).get(0).endsWith(": " + root))
                .toList();
    }

    private static List<Traced> roots(String trace) {
        List<Traced> all = collector.spans();
        return all.stream()
                .filter(span -> span.trace().equals(trace))
                .filter(span -> parent(all, span) == null)
                .toList();
    }

    private static List<String> wayFromItsRoot(Traced span) {
        List<Traced> all = collector.spans();
        List<String> way = new ArrayList<>();
        for (Traced at = span; at != null; at = parent(all, at)) {
            way.add(0, at.service() + ": " + at.name());
        }
        return way;
    }

    private static Traced parent(List<Traced> all, Traced span) {
        return all.stream().filter(span::isIn).findFirst().orElse(null);
    }

    private static List<String> lines() {
        return Stream.concat(system.log("customer-service"), system.log("notification-service"))
                .toList();
    }

    private static List<JsonNode> entries(Stream<String> lines) {
        return lines.map(line -> JsonMapper.shared().readTree(line)).toList();
    }
}
