package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens between a customer's coming in and their contract: from the chair of those who look after them. */
class LookingAfterCustomersIT {
    private static RunningSystem system;

    private Staff alice;
    private Staff bob;
    private Staff manager;
    private Staff admin;

    @BeforeAll
    static void start() {
        system = RunningSystem.shared();
    }

    @BeforeEach
    void signIn() {
        alice = Staff.signIn(system, "alice");
        bob = Staff.signIn(system, "bob");
        manager = Staff.signIn(system, "manager");
        admin = Staff.signIn(system, "admin");
    }

    @Test
    void aliceCorrectsWhatSheEnteredAndBobCannot() {
        String path = path(entered(Map.of()));
        Map<String, Object> change = new HashMap<>(Map.of("version", 1, "salaryBudget", 9000));
        change.put("serviceCategory", null);

        Staff.Reply done = alice.patch(path, change);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().at("/data/salaryBudget").asInt()).isEqualTo(9000);
        assertThat(done.body().at("/data").has("serviceCategory")).isFalse();
        assertThat(done.body().at("/data/version").asInt()).isEqualTo(2);
        assertThat(bob.patch(path, Map.of("version", 2, "salaryBudget", 1)).status())
                .isEqualTo(404);
        assertThat(bob.get(path).status()).isEqualTo(404);
    }

    @Test
    void whoWasTooLateIsToldToLookAgain() {
        String path = path(entered(Map.of()));
        assertThat(alice.patch(path, Map.of("version", 1, "contractStatus", "签约中"))
                        .status())
                .isEqualTo(200);

        Staff.Reply late = manager.patch(path, Map.of("version", 1, "contractStatus", "流失客户"));
        Staff.Reply unread = manager.patch(path, Map.of("contractStatus", "流失客户"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().get("message").asString()).contains("已被他人修改");
        assertThat(unread.status()).isEqualTo(400);
        assertThat(alice.get(path).body().at("/data/contractStatus").asString()).isEqualTo("签约中");
    }

    @Test
    void theTimelineTellsTheWholeStory() {
        Map<String, Object> lead = lead(Map.of());
        String path = path(alice.createCustomer(lead).body().get("data"));
        alice.patch(path, Map.of("version", 1, "contractStatus", "匹配中"));
        alice.post(path + "/follow-ups", Map.of("type", "phone", "content", "下周面试", "nextFollowUpDate", "2025-12-01"));
        admin.patch(path + "/freeze", Map.of());
        admin.patch(path + "/unfreeze", Map.of());
        manager.patch(path + "/assign", Map.of("assignedTo", "bob", "assignmentReason", "离客户近"));

        JsonNode story = bob.get(path + "/timeline").body().at("/data/items");

        assertThat(story.valueStream().map(entry -> entry.get("action").asString()))
                .containsExactly("assigned", "unfrozen", "frozen", "followed_up", "updated", "created");
        assertThat(story.get(0).get("reason").asString()).isEqualTo("离客户近");
        assertThat(story.get(4).at("/changes/contractStatus/before").asString()).isEqualTo("待定");
        assertThat(story.toString()).doesNotContain((String) lead.get("phone"));
        assertThat(alice.get(path + "/timeline").status()).as("no longer hers").isEqualTo(404);
    }

    @Test
    void whatWasSaidIsThereForTheNextOne() {
        String path = path(entered(Map.of()));
        for (String content : List.of("第一次", "第二次", "第三次")) {
            assertThat(alice.post(path + "/follow-ups", Map.of("type", "wechat", "content", content))
                            .status())
                    .isEqualTo(201);
        }
        manager.patch(path + "/assign", Map.of("assignedTo", "bob"));

        JsonNode page = bob.get(path + "/follow-ups?pageSize=2").body().get("data");

        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.get("items")
                        .valueStream()
                        .map(item -> item.get("content").asString()))
                .containsExactly("第三次", "第二次");
        assertThat(alice.post(path + "/follow-ups", Map.of("type", "phone", "content", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onlyAnAdminFreezes() {
        String path = path(entered(Map.of()));

        assertThat(manager.patch(path + "/freeze", Map.of()).status()).isEqualTo(403);
        assertThat(admin.patch(path + "/freeze", Map.of()).status()).isEqualTo(200);
        assertThat(alice.get(path).body().at("/data/frozen").asBoolean()).isTrue();
    }

    @Test
    void aListIsScrolledToItsEndWhileItGrows() {
        String name = "s" + UUID.randomUUID().toString().substring(0, 8);
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> entered(Map.of("name", name)).get("id").asString())
                .toList();

        List<String> seen = new ArrayList<>();
        JsonNode page =
                alice.get("/api/customers?pageSize=2&search=" + name).body().get("data");
        while (true) {
            page.get("items").forEach(item -> seen.add(item.get("id").asString()));
            if (!page.has("nextCursor")) {
                break;
            }
            entered(Map.of("name", name));
            page = alice.get("/api/customers?pageSize=2&search=" + name + "&cursor="
                            + page.get("nextCursor").asString())
                    .body()
                    .get("data");
        }

        assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(ids);
    }

    @Test
    void whatIsSearchedForIsTextWhateverItsCharacters() {
        String name = "s" + UUID.randomUUID().toString().substring(0, 8);
        entered(Map.of("name", name + ".*(x)"));
        entered(Map.of("name", name + "abc"));

        assertThat(alice.customers("search=" + name + ".*")
                        .body()
                        .at("/data/total")
                        .asInt())
                .isEqualTo(1);
        assertThat(alice.customers("search=" + name + ".*(x)")
                        .body()
                        .at("/data/total")
                        .asInt())
                .isEqualTo(1);
        assertThat(alice.customers("search=" + name + "a.c")
                        .body()
                        .at("/data/total")
                        .asInt())
                .isZero();
    }

    @Test
    void theFiguresOfAliceAreHers() {
        JsonNode before = alice.get("/api/customers/statistics").body().get("data");
        JsonNode bobBefore = bob.get("/api/customers/statistics").body().get("data");
        entered(Map.of("leadSource", "小红书"));

        JsonNode after = alice.get("/api/customers/statistics").body().get("data");

        assertThat(after.get("total").asInt()).isEqualTo(before.get("total").asInt() + 1);
        assertThat(after.at("/leadSource/小红书").asInt())
                .isEqualTo(before.at("/leadSource/小红书").asInt(0) + 1);
        assertThat(bob.get("/api/customers/statistics").body().get("data")).isEqualTo(bobBefore);
    }

    private JsonNode entered(Map<String, ?> fields) {
        Staff.Reply reply = alice.createCustomer(lead(fields));
        assertThat(reply.status()).isEqualTo(201);
        return reply.body().get("data");
    }

    private static Map<String, Object> lead(Map<String, ?> fields) {
        Map<String, Object> lead = Leads.forOwner("alice");
        lead.putAll(fields);
        return lead;
    }

    private static String path(JsonNode customer) {
        return "/api/customers/" + customer.get("id").asString();
    }
}
