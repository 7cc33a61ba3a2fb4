package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody calls, and their wishes go into a form. */
class EnteringCustomersIT {
    private static final RunningSystem SYSTEM = RunningSystem.shared();

    private Staff alice;
    private Staff admin;

    @BeforeEach
    void signIn() {
        alice = Staff.signIn(SYSTEM, "alice");
        admin = Staff.signIn(SYSTEM, "admin");
    }

    @Test
    void theFormOffersWhatTheServiceAccepts() {
        JsonNode offered = alice.get("/api/customers/enums").body().get("data");

        for (String level : texts(offered.get("leadLevel")).toList()) {
            Map<String, Object> lead = Leads.forOwner("alice");
            lead.put("leadLevel", level);
            assertThat(alice.createCustomer(lead).status()).as(level).isEqualTo(201);
        }
        assertThat(texts(offered.get("contractStatus"))).contains("已签约", "待定");
    }

    @Test
    void aFormThatIsFilledInWronglySaysWhereAndStoresNothing() {
        Map<String, Object> lead = Leads.forOwner("alice");
        lead.putAll(Map.of("phone", "12345", "leadLevel", "Z类", "wishes", "都好"));

        Staff.Reply refused = alice.createCustomer(lead);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().get("success").asBoolean()).isFalse();
        assertThat(refused.body()
                        .get("errors")
                        .valueStream()
                        .map(it -> it.get("field").asString()))
                .contains("phone", "leadLevel", "wishes");
        assertThat(alice.customersNamed((String) lead.get("name"))).isZero();
    }

    @Test
    void whoeverClicksTwiceEntersOneCustomer() {
        Map<String, Object> lead = Leads.forOwner("alice");
        String key = UUID.randomUUID().toString();

        Staff.Reply first = alice.createCustomer(lead, key);
        Staff.Reply second = alice.createCustomer(lead, key);
        Map<String, Object> other = new HashMap<>(lead);
        other.put("remarks", "另一位");
        Staff.Reply different = alice.createCustomer(other, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second).isEqualTo(first);
        assertThat(different.status()).isEqualTo(422);
        assertThat(alice.customersNamed((String) lead.get("name"))).isEqualTo(1);
    }

    @Test
    void aPhoneThatIsAlreadyThereIsNotEnteredAgain() {
        Map<String, Object> lead = Leads.forOwner("alice");
        assertThat(alice.createCustomer(lead).status()).isEqualTo(201);
        lead.put("name", "同一个电话");

        assertThat(alice.createCustomer(lead).status()).isEqualTo(409);
    }

    @Test
    void aCustomerIsFoundByTheNumberOnTheirForm() {
        JsonNode created = alice.createCustomer(Leads.forOwner("alice")).body();
        String number = created.get("customerId").asString();

        assertThat(number).matches("CUS[0-9]{11}");
        assertThat(alice.get("/api/customers/" + number).body().at("/data/id")).isEqualTo(created.at("/data/id"));
    }

    @Test
    void whoeverLeavesIsNotGivenCustomersAnyMore() {
        assertThat(admin.put("/api/staff/dong", staff(true)).status()).isEqualTo(200);
        assertThat(assignable()).contains("dong");
        Staff dong = Staff.signIn(SYSTEM, "dong");
        assertThat(dong.createCustomer(Leads.forOwner("dong")).status()).isEqualTo(201);
        assertThat(dong.put("/api/staff/dong", staff(true)).status()).isEqualTo(403);

        assertThat(admin.put("/api/staff/dong", staff(false)).status()).isEqualTo(200);

        assertThat(assignable()).doesNotContain("dong");
        assertThat(alice.createCustomer(Leads.forOwner("dong")).status()).isEqualTo(422);
    }

    private Stream<String> assignable() {
        return alice.get("/api/staff/assignable")
                .body()
                .get("data")
                .valueStream()
                .map(it -> it.get("id").asString());
    }

    private static Map<String, Object> staff(boolean active) {
        return Map.of("name", "小东", "roles", List.of("employee"), "active", active, "password", "crm-local-dong");
    }

    private static Stream<String> texts(JsonNode values) {
        return values.valueStream().map(JsonNode::asString);
    }
}
