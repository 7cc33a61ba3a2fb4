package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Customers are handed over, given up, found again in the public pool, and given out by the dozen. */
class ChangingHandsIT {
    private static final String POOL = "/api/customers/public-pool";
    private static final int BATCH = 200;

    private static RunningSystem system;

    private final Staff lan = Staff.signIn(system, "lan");
    private final Staff mei = Staff.signIn(system, "mei");
    private final Staff manager = Staff.signIn(system, "manager");

    /** Two whom no other test gives customers, which would count for how many they may claim. */
    @BeforeAll
    static void start() {
        system = RunningSystem.shared();
        Staff admin = Staff.signIn(system, "admin");
        Map.of("lan", "小兰", "mei", "小梅").forEach(admin::hire);
    }

    @Test
    void lanGoesOnHolidayAndHandsHerCustomerOverToMei() {
        String id = enter("lan");

        Staff.Reply reply = lan.post("/api/customers/" + id + "/transfer", Map.of("to", "mei", "reason", "休假两周，请代为跟进"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(mei.get("/api/customers/" + id)
                        .body()
                        .at("/data/assignedTo/id")
                        .asString())
                .isEqualTo("mei");
        assertThat(lan.get("/api/customers/" + id).status()).isEqualTo(404);
    }

    @Test
    void lanGivesACustomerUpAndMeiFindsAndClaimsIt() {
        String id = enter("lan");

        assertThat(lan.post("/api/customers/" + id + "/release-to-pool", Map.of("reason", "多次联系不上"))
                        .status())
                .isEqualTo(200);
        JsonNode shown = mei.get(POOL)
                .body()
                .at("/data/items")
                .valueStream()
                .filter(item -> item.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(shown.get("leadLevel").asString()).isEqualTo("流失");
        assertThat(shown.get("phone").asString()).contains("****");
        assertThat(claim(mei, id).status()).isEqualTo(200);

        assertThat(mei.get("/api/customers/" + id).body().at("/data/phone").asString())
                .matches("139[0-9]{8}");
        Staff.Reply tooLate = claim(lan, id);
        assertThat(tooLate.status()).isEqualTo(422);
        assertThat(tooLate.body().get("message").asString()).isEqualTo("客户不在公海中，可能已被他人领取");
    }

    @Test
    void ofTwoWhoClaimTheSameCustomerAtOnceOneWins() {
        for (int i = 0; i < 5; i++) {
            String id = enter("lan");
            assertThat(lan.post("/api/customers/" + id + "/release-to-pool", Map.of("reason", "多次联系不上"))
                            .status())
                    .isEqualTo(200);

            CompletableFuture<Integer> first =
                    CompletableFuture.supplyAsync(() -> claim(mei, id).status());
            CompletableFuture<Integer> second =
                    CompletableFuture.supplyAsync(() -> claim(lan, id).status());

            assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder(200, 422);
        }
    }

    @Test
    void aFrozenCustomerStaysWithWhomItIs() {
        Staff admin = Staff.signIn(system, "admin");
        String path = "/api/customers/" + enter("lan");
        assertThat(admin.patch(path + "/freeze", Map.of()).status()).isEqualTo(200);

        assertThat(lan.post(path + "/transfer", Map.of("to", "mei", "reason", "休假"))
                        .status())
                .isEqualTo(422);
        assertThat(lan.post(path + "/release-to-pool", Map.of("reason", "多次联系不上"))
                        .status())
                .isEqualTo(422);
        assertThat(lan.get(path).body().at("/data/assignedTo/id").asString()).isEqualTo("lan");
        assertThat(admin.patch(path + "/unfreeze", Map.of()).status()).isEqualTo(200);
        assertThat(lan.post(path + "/transfer", Map.of("to", "mei", "reason", "休假"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theManagerSeesThePoolFillAndGivesItOut() {
        long before = total();
        List<String> ids = entered("lan", 3);
        Staff.Reply released =
                manager.post("/api/customers/batch-release-to-pool", Map.of("customerIds", ids, "reason", "员工离职"));
        assertThat(released.body().at("/data/success").asInt()).isEqualTo(3);
        assertThat(total()).isEqualTo(before + 3);

        Staff.Reply given =
                manager.post(POOL + "/assign", Map.of("customerIds", ids, "assignedTo", "mei", "reason", "离客户近"));

        assertThat(given.body().at("/data/success").asInt()).isEqualTo(3);
        assertThat(given.body().at("/data/operationId").asString()).isNotEmpty();
        assertThat(total()).isEqualTo(before);
        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(mei.get("/api/customers/" + id).status()).isEqualTo(200));
    }

    @Test
    void theManagerGivesManyCustomersToMeiAndMeiIsTold() {
        List<String> ids = entered("lan", 3);
        int unread = mei.unread();

        Staff.Reply reply = batchAssign(
                "mei", Stream.concat(ids.stream(), Stream.of("CUS00000000000")).toList());

        assertThat(reply.body().at("/data/success").asInt()).isEqualTo(3);
        assertThat(reply.body().at("/data/errors/0/customerId").asString()).isEqualTo("CUS00000000000");
        await().atMost(Duration.ofSeconds(30)).until(() -> mei.unread() > unread);
    }

    @Test
    void aBatchThatIsCutOffByACrashIsSimplyAskedForAgain() {
        List<String> ids = entered("lan", BATCH);
        int before = owned("admin");

        CompletableFuture<Void> cutOff = CompletableFuture.runAsync(() -> batchAssign("admin", ids));
        await().pollInterval(Duration.ofMillis(2)).until(() -> owned("admin") > before);
        system.customerService().kill();
        assertThat(cutOff).failsWithin(Duration.ofSeconds(30));
        system.restartCustomerService();
        system.awaitReady();
        assertThat(owned("admin") - before).as("done before the crash").isBetween(1, BATCH - 1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(batchAssign("admin", ids)
                                .body()
                                .at("/data/success")
                                .asInt())
                        .isEqualTo(BATCH));

        assertThat(ids).allSatisfy(id -> {
            JsonNode customer = manager.get("/api/customers/" + id).body().get("data");
            assertThat(customer.at("/assignedTo/id").asString()).isEqualTo("admin");
            assertThat(customer.get("version").asInt()).as("changed once").isEqualTo(2);
        });
    }

    private static String enter(String owner) {
        return Staff.signIn(system, owner)
                .createCustomer(Leads.forOwner(owner))
                .body()
                .at("/data/id")
                .asString();
    }

    private List<String> entered(String owner, int count) {
        return Stream.generate(() -> manager.createCustomer(Leads.forOwner(owner)))
                .limit(count)
                .map(reply -> reply.body().at("/data/id").asString())
                .toList();
    }

    private Staff.Reply batchAssign(String to, List<String> ids) {
        Map<String, Object> body = new HashMap<>();
        body.put("customerIds", ids);
        body.put("assignedTo", to);
        body.put("assignmentReason", "离客户近");
        return manager.post("/api/customers/batch-assign", body);
    }

    private static Staff.Reply claim(Staff who, String id) {
        return who.post(POOL + "/claim", Map.of("customerIds", List.of(id)));
    }

    private long total() {
        return mei.get(POOL + "/statistics").body().at("/data/total").asLong();
    }

    private int owned(String owner) {
        return manager.get("/api/customers?assignedTo=" + owner + "&pageSize=1")
                .body()
                .at("/data/total")
                .asInt();
    }
}
