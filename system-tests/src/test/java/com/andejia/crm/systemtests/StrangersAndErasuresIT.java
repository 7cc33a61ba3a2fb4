package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How customers come in by themselves, and how they leave for good. */
class StrangersAndErasuresIT {
    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = RunningSystem.shared();
    }

    @Test
    void managersHearOfAVisitorOfTheWebsiteAndNobodyOwnsThem() {
        Staff manager = Staff.signIn(system, "manager");
        Staff alice = Staff.signIn(system, "alice");
        Map<String, Object> unique = Leads.forOwner("alice");
        String name = "访客" + unique.get("name");

        Staff.Reply reply = Staff.websiteLead(system, Map.of("name", name, "phone", unique.get("phone")));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body().propertyNames()).containsExactlyInAnyOrder("success", "message");
        await().untilAsserted(() -> assertThat(manager.notificationsOf("CUSTOMER_CREATED", name))
                .singleElement()
                .satisfies(told -> assertThat(told.at("/content").asString())
                        .startsWith("官网 录入了客户【" + name + "】")
                        .endsWith("来源 官网，负责人 暂无")));
        assertThat(alice.notificationsOf("CUSTOMER_CREATED", name)).isEmpty();
        JsonNode customer =
                manager.customers("phone=" + unique.get("phone")).body().at("/data/items/0");
        assertThat(customer.at("/leadSource").asString()).isEqualTo("官网");
        assertThat(customer.has("assignedTo")).isFalse();
    }

    @Test
    void ofAnErasedCustomerNobodyCanReadAnywhereAndTheirPhoneIsNobodys() {
        Staff admin = Staff.signIn(system, "admin");
        Staff alice = Staff.signIn(system, "alice");
        Staff manager = Staff.signIn(system, "manager");
        Map<String, Object> lead = Leads.forOwner("alice");
        String name = (String) lead.get("name");
        JsonNode created = admin.createCustomer(lead).body();
        await().untilAsserted(() ->
                assertThat(alice.notificationsOf("CUSTOMER_ASSIGNED", name)).hasSize(1));
        await().untilAsserted(() ->
                assertThat(manager.notificationsOf("CUSTOMER_CREATED", name)).hasSize(1));
        int unread = alice.unread();
        try (EventStreamClient aliceHears = alice.stream()) {
            await().until(() -> !aliceHears.events("unread-count").isEmpty());

            assertThat(admin.erase(created.at("/customerId").asString()).status())
                    .isEqualTo(200);

            await().untilAsserted(() -> assertThat(aliceHears.events("resync")).isNotEmpty());
            await().untilAsserted(() -> assertThat(alice.unread()).isEqualTo(unread - 1));
            assertThat(alice.notificationsOf("CUSTOMER_ASSIGNED", name)).isEmpty();
            await().untilAsserted(() -> assertThat(manager.notificationsOf("CUSTOMER_CREATED", name))
                    .isEmpty());
        }
        assertThat(admin.erase(created.at("/customerId").asString()).status()).isEqualTo(404);
        assertThat(manager.customers("search=" + created.at("/customerId").asString())
                        .body()
                        .at("/data/total")
                        .asInt())
                .isZero();
        assertThat(admin.createCustomer(lead).status()).isEqualTo(201);
    }
}
