package com.andejia.crm.customers.followup.web;

import static com.andejia.crm.customers.CustomerCalls.data;
import static com.andejia.crm.customers.CustomerCalls.problem;
import static com.andejia.crm.customers.CustomerCalls.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerCalls;
import com.andejia.crm.customers.ServiceUnderTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FollowUpIT {
    private final CustomerCalls customers = new CustomerCalls(ServiceUnderTest.shared());

    @Test
    void whatWasSaidIsKeptAndTheNextDateNoted() {
        String id = customers.idOfNew("alice");

        JsonNode added = data(customers
                .followUp(
                        "alice",
                        id,
                        Map.of("type", "phone", "content", " 客户希望下周一面试 ", "nextFollowUpDate", "2025-12-01"))
                .expectStatus()
                .isCreated());
        JsonNode customer = customers.found("alice", "/api/customers/" + id);

        assertThat(added.get("type").asString()).isEqualTo("phone");
        assertThat(added.get("content").asString()).isEqualTo("客户希望下周一面试");
        assertThat(added.at("/by/name").asString()).isEqualTo("爱丽丝");
        assertThat(customer.get("lastFollowUpAt")).isEqualTo(added.get("at"));
        assertThat(customer.get("nextFollowUpDate").asString()).isEqualTo("2025-12-01");
        assertThat(list("alice", id, "").get("items").get(0)).isEqualTo(added);
    }

    @Test
    void aFollowUpWithoutANextDateLeavesNone() {
        String id = customers.idOfNew("alice");
        customers
                .followUp("alice", id, Map.of("type", "wechat", "content", "约", "nextFollowUpDate", "2025-12-01"))
                .expectStatus()
                .isCreated();

        customers
                .followUp("manager", id, Map.of("type", "visit", "content", "谈妥"))
                .expectStatus()
                .isCreated();

        assertThat(customers.found("alice", "/api/customers/" + id).has("nextFollowUpDate"))
                .isFalse();
    }

    @Test
    void pagesGoThroughTheHistoryWhereverItLies() {
        String id = customers.idOfNew("alice");
        // More than stay in the customer's document, with other entries in between.
        IntStream.rangeClosed(1, 60).forEach(i -> {
            customers
                    .followUp("alice", id, Map.of("type", "other", "content", "第" + i))
                    .expectStatus()
                    .isCreated();
            if (i % 10 == 0) {
                customers.freeze("admin", id, i % 20 != 0).expectStatus().isOk();
            }
        });

        JsonNode first = list("manager", id, "?pageSize=25");
        JsonNode second = list("manager", id, "?page=2&pageSize=25");
        JsonNode third = list("manager", id, "?page=3&pageSize=25");

        assertThat(first.get("total").asInt()).isEqualTo(60);
        assertThat(first.get("totalPages").asInt()).isEqualTo(3);
        assertThat(texts(first.get("items"), "content")).containsExactlyElementsOf(contents(60, 36));
        assertThat(texts(second.get("items"), "content")).containsExactlyElementsOf(contents(35, 11));
        assertThat(texts(third.get("items"), "content")).containsExactlyElementsOf(contents(10, 1));
        assertThat(list("manager", id, "?page=4&pageSize=25").get("items")).isEmpty();
    }

    @Test
    void whoIsNeitherOwnerNorManagerFindsNothing() {
        String id = customers.idOfNew("alice");

        problem(customers.followUp("bob", id, Map.of("type", "phone", "content", "x")), 404);
        problem(customers.get("bob", "/api/customers/" + id + "/follow-ups"), 404);
    }

    @Test
    void allThatIsWrongIsSaid() {
        String id = customers.idOfNew("alice");

        JsonNode problem = problem(
                customers.followUp(
                        "alice", id, Map.of("type", "letter", "nextFollowUpDate", "soon", "at", "2025-12-01")),
                400);
        JsonNode tooLong =
                problem(customers.followUp("alice", id, Map.of("type", "phone", "content", "长".repeat(1001))), 400);

        assertThat(texts(problem.get("errors"), "field"))
                .containsExactlyInAnyOrder("type", "content", "nextFollowUpDate", "at");
        assertThat(texts(tooLong.get("errors"), "field")).containsExactly("content");
        problem(customers.get("alice", "/api/customers/" + id + "/follow-ups?pageSize=0"), 400);
    }

    private JsonNode list(String who, String id, String query) {
        return customers.found(who, "/api/customers/" + id + "/follow-ups" + query);
    }

    private static List<String> contents(int newest, int oldest) {
        return IntStream.rangeClosed(0, newest - oldest)
                .mapToObj(i -> "第" + (newest - i))
                .toList();
    }
}
