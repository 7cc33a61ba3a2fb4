package com.andejia.crm.customers.timeline.web;

import static com.andejia.crm.customers.CustomerCalls.problem;
import static com.andejia.crm.customers.CustomerCalls.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.CustomerCalls;
import com.andejia.crm.customers.ServiceUnderTest;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TimelineIT {
    private final CustomerCalls customers = new CustomerCalls(ServiceUnderTest.shared());

    @Test
    void everyChangeTellsWhoWhenAndWhatWasBefore() {
        String phone = CustomerBodies.phone();
        Map<String, Object> body = CustomerBodies.with("phone", phone);
        String id = customers.create("alice", body).get("id").asString();
        String other = CustomerBodies.phone();
        customers
                .patch("alice", id, "1", Map.of("phone", other, "contractStatus", "签约中", "salaryBudget", 8000))
                .expectStatus()
                .isOk();
        customers.assign("manager", id, "bob").expectStatus().isOk();
        customers
                .followUp("bob", id, Map.of("type", "phone", "content", "已联系", "nextFollowUpDate", "2025-12-01"))
                .expectStatus()
                .isCreated();

        JsonNode items = timeline("manager", id, "").get("items");

        assertThat(texts(items, "action")).containsExactly("followed_up", "assigned", "updated", "created");
        JsonNode followedUp = items.get(0);
        assertThat(followedUp.at("/followUp/content").asString()).isEqualTo("已联系");
        assertThat(followedUp.at("/changes/nextFollowUpDate/after").asString()).isEqualTo("2025-12-01");
        assertThat(items.get(1).at("/by/name").asString()).isEqualTo("王经理");
        assertThat(items.get(1).at("/changes/assignedTo/before").asString()).isEqualTo("爱丽丝");
        assertThat(items.get(1).at("/changes/assignedTo/after").asString()).isEqualTo("鲍勃");
        JsonNode changes = items.get(2).get("changes");
        assertThat(changes.propertyNames()).containsExactlyInAnyOrder("phone", "contractStatus", "salaryBudget");
        assertThat(changes.at("/contractStatus/before").asString()).isEqualTo("匹配中");
        assertThat(changes.at("/contractStatus/after").asString()).isEqualTo("签约中");
        assertThat(changes.at("/salaryBudget").has("before")).isFalse();
        assertThat(changes.at("/phone/before").asString()).matches("139\\*{4}[0-9]{4}");
        assertThat(items.toString()).doesNotContain(phone, other);
        assertThat(items.get(3).get("at"))
                .isEqualTo(customers.found("manager", "/api/customers/" + id).get("createdAt"));
    }

    @Test
    void pagesAreNewestFirstAndComplete() {
        String id = customers.idOfNew("alice");
        // So many that the older ones have left the customer's document.
        IntStream.rangeClosed(1, 109)
                .forEach(i -> customers
                        .patch("alice", id, Integer.toString(i), Map.of("salaryBudget", i))
                        .expectStatus()
                        .isOk());

        assertThat(timeline("alice", id, "?pageSize=50").get("total").asInt()).isEqualTo(110);
        assertThat(IntStream.rangeClosed(1, 3)
                        .mapToObj(page -> timeline("alice", id, "?pageSize=50&page=" + page))
                        .flatMap(page -> page.get("items").valueStream())
                        .map(entry -> entry.get("version").asInt()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 110).mapToObj(i -> 110 - i).toList());
        assertThat(timeline("alice", id, "?pageSize=50&page=4").get("items")).isEmpty();
    }

    @Test
    void whoIsNeitherOwnerNorManagerFindsNothing() {
        String id = customers.idOfNew("alice");

        problem(customers.get("bob", "/api/customers/" + id + "/timeline"), 404);
        problem(customers.get("alice", "/api/customers/" + id + "/timeline?page=0"), 400);
    }

    private JsonNode timeline(String who, String id, String query) {
        return customers.found(who, "/api/customers/" + id + "/timeline" + query);
    }
}
