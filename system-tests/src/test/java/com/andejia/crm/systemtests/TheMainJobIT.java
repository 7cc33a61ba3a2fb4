package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer is created, and the person responsible knows at once: the transcript of the README, and worse days. */
class TheMainJobIT {
    private static final Pattern TRACE_ID = Pattern.compile("\\b([0-9a-f]{32})-[0-9a-f]{16}\\b");
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(60);

    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = RunningSystem.shared();
    }

    @AfterAll
    static void theLogsTellNoStackTrace() {
        assertThat(Stream.concat(system.log("customer-service"), system.log("notification-service")))
                .as("stack traces, whatever has been done to the services")
                .noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void theOwnerKnowsAtOnceTheManagerTooAndNobodyElse() {
        Staff alice = Staff.signIn(system, "alice");
        Staff manager = Staff.signIn(system, "manager");
        Staff bob = Staff.signIn(system, "bob");
        int unreadBefore = alice.unread();
        try (EventStreamClient aliceHears = listening(alice);
                EventStreamClient bobHears = listening(bob)) {
            Map<String, Object> lead = new HashMap<>(Leads.forOwner("alice"));
            lead.put("name", "测试通知客户");
            lead.put("phone", "13800138999");

            Staff.Reply created = Staff.signIn(system, "admin").createCustomer(lead);

            assertThat(created.status()).isEqualTo(201);
            assertThat(created.body().at("/success").asBoolean()).isTrue();
            assertThat(created.body().at("/message").asString()).isEqualTo("客户创建成功");
            assertThat(created.body().at("/customerId").asString()).matches("CUS[0-9]{11}");
            assertThat(created.body().at("/name").asString()).isEqualTo("测试通知客户");
            await().untilAsserted(
                            () -> assertThat(aliceHears.events("notification")).hasSize(1));
            JsonNode pushed = JsonMapper.shared()
                    .readTree(aliceHears.events("notification").get(0).data());
            assertThat(pushed.at("/title").asString()).isEqualTo("客户分配通知");
            assertThat(pushed.at("/content").asString()).isEqualTo("您有新的客户【测试通知客户】，电话：138****8999，来源：美团，请及时跟进！");
            assertThat(alice.notifications().get(0)).isEqualTo(pushed);
            assertThat(pushed.at("/status").asString()).isEqualTo("SENT");
            assertThat(alice.unread()).isEqualTo(unreadBefore + 1);
            await().untilAsserted(() -> assertThat(manager.notificationsOf("CUSTOMER_CREATED", "测试通知客户"))
                    .hasSize(1));
            assertThat(bobHears.events("notification")).isEmpty();
            assertThat(bob.notificationsOf("CUSTOMER_ASSIGNED", "测试通知客户")).isEmpty();
        }
    }

    @Test
    void anotherOwnerIsToldOfTheirNewCustomer() {
        Staff admin = Staff.signIn(system, "admin");
        Staff bob = Staff.signIn(system, "bob");
        Map<String, Object> lead = Leads.forOwner("alice");
        String id = admin.createCustomer(lead).body().at("/customerId").asString();

        assertThat(admin.assign(id, "bob").status()).isEqualTo(200);

        awaitTold(bob, lead);
    }

    @Test
    void theWriteAndItsNotificationShareOneTraceAndNoLogTellsAPhone() {
        Staff alice = Staff.signIn(system, "alice");
        Map<String, Object> lead = Leads.forOwner("alice");
        String phone = (String) lead.get("phone");
        String id = Staff.signIn(system, "admin")
                .createCustomer(lead)
                .body()
                .at("/data/id")
                .asString();
        awaitTold(alice, lead);

        Set<String> traces = traces(system.log("customer-service").filter(line -> line.contains(id)));
        assertThat(traces).hasSize(1);
        await().untilAsserted(() -> assertThat(
                        traces(system.log("notification-service").filter(line -> line.contains("CUSTOMER_ASSIGNED"))))
                .containsAll(traces));
        assertThat(Stream.concat(system.log("customer-service"), system.log("notification-service")))
                .noneMatch(line -> line.contains(phone));
    }

    @Test
    void aNotificationServiceKilledAfterTheWriteStillTellsOnce() {
        Staff alice = Staff.signIn(system, "alice");
        Staff admin = Staff.signIn(system, "admin");
        Map<String, Object> lead = Leads.forOwner("alice");

        assertThat(admin.createCustomer(lead).status()).isEqualTo(201);
        system.notificationService().kill();
        system.restartNotificationService();
        system.awaitReady();

        awaitTold(alice, "alice", lead);
    }

    @Test
    void aCustomerServiceKilledAfterTheWriteStillTellsOnce() {
        Staff alice = Staff.signIn(system, "alice");
        Staff admin = Staff.signIn(system, "admin");
        Map<String, Object> lead = Leads.forOwner("alice");

        assertThat(admin.createCustomer(lead).status()).isEqualTo(201);
        system.customerService().kill();
        system.restartCustomerService();
        system.awaitReady();

        awaitTold(alice, "alice", lead);
    }

    private static EventStreamClient listening(Staff person) {
        EventStreamClient stream = person.stream();
        await().until(() -> !stream.events("unread-count").isEmpty());
        return stream;
    }

    /** Once: whatever might come a second time has come when a later customer of the same owner has. */
    private static void awaitTold(Staff owner, String username, Map<String, Object> lead) {
        awaitTold(owner, lead);
        Map<String, Object> later = Leads.forOwner(username);
        assertThat(Staff.signIn(system, "admin").createCustomer(later).status()).isEqualTo(201);
        awaitTold(owner, later);
        assertThat(owner.notificationsOf("CUSTOMER_ASSIGNED", (String) lead.get("name")))
                .hasSize(1);
    }

    private static void awaitTold(Staff owner, Map<String, Object> lead) {
        String name = (String) lead.get("name");
        await().atMost(AFTER_A_KILL)
                .untilAsserted(() -> assertThat(owner.notificationsOf("CUSTOMER_ASSIGNED", name))
                        .hasSize(1));
    }

    private static Set<String> traces(Stream<String> lines) {
        return lines.flatMap(line -> TRACE_ID.matcher(line).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
