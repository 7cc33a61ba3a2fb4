package com.andejia.crm.customers.pool.web;

import static com.andejia.crm.customers.Desk.data;
import static com.andejia.crm.customers.Desk.message;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.Desk;
import com.andejia.crm.customers.ServiceUnderTest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class PublicPoolApiIT {
    private static final String POOL = "/api/customers/public-pool";

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final Desk alice = new Desk(service, "alice");
    private final Desk bob = new Desk(service, "bob");
    private final Desk manager = new Desk(service, "manager");

    @Test
    void anOwnerLetsGoAndTheCustomerIsLostToNobodyInParticular() {
        String id = alice.enter();

        JsonNode released = data(alice.release(id));

        assertThat(released.get("leadLevel").asString()).isEqualTo("流失");
        assertThat(released.get("reason").asString()).isEqualTo("长期未跟进");
        assertThat(released.get("phone").asString()).matches("139\\*{4}[0-9]{4}");
        alice.get("/api/customers/" + id).expectStatus().isNotFound();
        JsonNode seen = manager.customer(id);
        assertThat(seen.has("assignedTo")).isFalse();
        assertThat(seen.get("pooledAt")).isEqualTo(released.get("pooledAt"));
    }

    @Test
    void onlyTheOwnerAndManagersRelease() {
        String id = alice.enter();

        bob.release(id).expectStatus().isNotFound();
        manager.release(id).expectStatus().isOk();
    }

    @Test
    void whatIsInThePoolAlreadyStaysAsItIs() {
        String id = alice.enterIntoPool();

        assertThat(data(manager.release(id)).get("version").asInt()).isEqualTo(2);
    }

    @Test
    void manyAreReleasedAtOnceEachForItself() {
        String mine = alice.enter();
        String frozen = alice.enter();
        freeze(frozen);
        String bobs = bob.enter();

        JsonNode outcome = data(alice.post(
                "/api/customers/batch-release-to-pool",
                Map.of("customerIds", List.of(mine, frozen, bobs, mine), "reason", "离职")));

        assertThat(outcome.get("success").asInt()).isEqualTo(1);
        assertThat(outcome.get("failed").asInt()).isEqualTo(2);
        assertThat(outcome.get("operationId").asString()).isNotEmpty();
        assertThat(errors(outcome)).containsExactly(frozen + " 客户已冻结，不能退回公海", bobs + " 客户不存在");
        assertThat(manager.customer(mine).has("pooledAt")).isTrue();
        assertThat(manager.customer(bobs).at("/assignedTo/id").asString()).isEqualTo("bob");
    }

    @Test
    void everybodySeesThePoolButOnlyManagersHowToReachWhoIsInIt() {
        String name = name();
        Map<String, Object> body = CustomerBodies.with("name", name);
        body.put("wechatId", "wx-" + UUID.randomUUID());
        body.put("address", "浦东新区");
        alice.enterIntoPool(body);

        JsonNode forBob = bob.read(POOL + "?search=" + name).at("/items/0");
        JsonNode forManager = manager.read(POOL + "?search=" + name).at("/items/0");

        assertThat(forBob.get("phone").asString()).matches("139\\*{4}[0-9]{4}");
        assertThat(forBob.propertyNames()).doesNotContain("wechatId", "address");
        assertThat(forManager.get("phone").asString()).isEqualTo(body.get("phone"));
        assertThat(forManager.get("wechatId").asString()).isEqualTo(body.get("wechatId"));
    }

    @Test
    void aPhoneCannotBeGuessedBySearching() {
        Map<String, Object> body = CustomerBodies.valid();
        String phone = body.get("phone").toString();
        alice.enterIntoPool(body);

        assertThat(manager.read(POOL + "?search=" + phone).get("total").asInt()).isEqualTo(1);
        assertThat(manager.read(POOL + "?phone=" + phone).get("total").asInt()).isEqualTo(1);
        assertThat(bob.read(POOL + "?search=" + phone).get("total").asInt()).isZero();
        bob.get(POOL + "?phone=" + phone).expectStatus().isForbidden();
    }

    @Test
    void thePoolIsPagedNewestInItFirstAndFiltered() {
        String name = name();
        List<String> ids = Stream.of("抖音", "美团", "抖音")
                .map(source -> {
                    Map<String, Object> body = CustomerBodies.with("name", name);
                    body.put("leadSource", source);
                    return alice.enter(body).get("id").asString();
                })
                .toList();
        List<String> order = List.of(ids.get(1), ids.get(2), ids.get(0));
        order.forEach(id -> {
            alice.release(id).expectStatus().isOk();
            pooledAt(id, "2020-01-0" + (order.indexOf(id) + 1) + "T00:00:00Z");
        });

        JsonNode first = bob.read(POOL + "?search=" + name + "&pageSize=2");
        JsonNode second = bob.read(POOL + "?search=" + name + "&pageSize=2&page=2");

        assertThat(ids(first)).containsExactly(ids.get(0), ids.get(2));
        assertThat(first.get("total").asInt()).isEqualTo(3);
        assertThat(first.get("totalPages").asInt()).isEqualTo(2);
        assertThat(ids(second)).containsExactly(ids.get(1));
        assertThat(ids(bob.read(POOL + "?name=" + name + "&leadSource=美团"))).containsExactly(ids.get(1));
        assertThat(ids(bob.read(POOL + "?name=" + name + "&leadLevel=流失"))).hasSize(3);
        assertThat(ids(bob.read(POOL + "?name=" + name + "&to=2020-01-01"))).isEmpty();
    }

    @Test
    void thePoolIsScrolledToItsEndWhileItFillsAndNothingIsSeenTwice() {
        String name = name();
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> alice.enterIntoPool(CustomerBodies.with("name", name)))
                .toList();
        String question = POOL + "?pageSize=2&search=" + name;

        JsonNode page = bob.read(question);
        List<String> seen = new ArrayList<>(ids(page));
        assertThat(page.get("total").asInt()).isEqualTo(5);
        while (page.has("nextCursor")) {
            alice.enterIntoPool(CustomerBodies.with("name", name));
            page = bob.read(question + "&cursor=" + page.get("nextCursor").asString());
            assertThat(page.has("total")).isFalse();
            seen.addAll(ids(page));
        }

        assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(ids);
    }

    @Test
    void aCursorOfAnotherListIsNoneOfThePools() {
        for (int i = 0; i < 2; i++) {
            alice.enter();
        }
        String other = alice.read("/api/customers?pageSize=1").get("nextCursor").asString();

        assertThat(message(bob.get(POOL + "?cursor=" + other), 400)).isNotEmpty();
        assertThat(message(bob.get(POOL + "?cursor=x"), 400)).isNotEmpty();
    }

    @Test
    void onlyThePoolIsInThePool() {
        String name = name();
        alice.enter(CustomerBodies.with("name", name));

        assertThat(manager.read(POOL + "?search=" + name).get("total").asInt()).isZero();
    }

    @Test
    void anEmployeeClaimsAndOwns() {
        Desk newcomer = Desk.ofNewcomer(service);
        String id = alice.enterIntoPool();

        JsonNode outcome = data(claim(newcomer, id));

        assertThat(outcome.get("success").asInt()).isEqualTo(1);
        assertThat(outcome.has("operationId")).isFalse();
        JsonNode claimed = newcomer.customer(id);
        assertThat(claimed.at("/assignedTo/name").asString()).isEqualTo("新人");
        assertThat(claimed.get("phone").asString()).matches("139[0-9]{8}");
        assertThat(claimed.has("pooledAt")).isFalse();
        assertThat(data(claim(newcomer, id)).get("success").asInt()).isEqualTo(1);
        assertThat(newcomer.customer(id).get("version").asInt()).isEqualTo(3);
    }

    @Test
    void whatIsNotInThePoolIsRefusedInTheSameWordsWhetherItExistsOrNot() {
        String alices = alice.enter();

        assertThat(message(claim(bob, alices), 422)).isEqualTo("客户不在公海中，可能已被他人领取");
        assertThat(message(claim(bob, "nothing-known"), 422)).isEqualTo("客户不在公海中，可能已被他人领取");
    }

    @Test
    void aClaimOfManyAnswersForEach() {
        String alices = alice.enter();
        String frozen = alice.enterIntoPool();
        freeze(frozen);
        String first = alice.enterIntoPool();
        String second = alice.enterIntoPool();

        JsonNode outcome = data(claim(Desk.ofNewcomer(service), first, alices, frozen, second));

        assertThat(outcome.get("success").asInt()).isEqualTo(2);
        assertThat(errors(outcome)).containsExactly(alices + " 客户不在公海中，可能已被他人领取", frozen + " 客户已冻结，不能从公海领取或分配");
    }

    @Test
    void managersDoNotClaimTheyAssign() {
        String first = alice.enterIntoPool();
        String second = alice.enterIntoPool();
        String alices = alice.enter();
        String frozen = alice.enterIntoPool();
        freeze(frozen);

        claim(manager, first).expectStatus().isForbidden();
        assign(bob, "bob", first).expectStatus().isForbidden();
        assign(manager, "nobody", first).expectStatus().isEqualTo(422);
        JsonNode outcome = data(assign(manager, "bob", first, second, alices, frozen));

        assertThat(outcome.get("success").asInt()).isEqualTo(2);
        assertThat(errors(outcome)).containsExactly(alices + " 客户不在公海中，可能已被他人领取", frozen + " 客户已冻结，不能从公海领取或分配");
        assertThat(bob.customer(second).get("assignmentReason").asString()).isEqualTo("离客户近");
        assertThat(data(assign(manager, "bob", first, second)).get("success").asInt())
                .isEqualTo(2);
        assertThat(bob.customer(second).get("version").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=0", "pageSize=101", "leadSource=%E7%81%AB", "from=yesterday", "search=%00"})
    void aHostileQueryIsABadRequest(String query) {
        service.as("bob")
                .get()
                .uri(URI.create(service.url() + POOL + "?" + query))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/claim", "/assign"})
    void aBodyMustNameCustomers(String path) {
        Desk who = path.equals("/claim") ? bob : manager;

        JsonNode problem = Desk.json(who.post(POOL + path, Map.of("favouriteColour", "红"))
                .expectStatus()
                .isBadRequest());

        assertThat(problem.findValuesAsString("field")).contains("customerIds", "favouriteColour");
    }

    @Test
    void aReleaseHasAReason() {
        String path = "/api/customers/" + alice.enter() + "/release-to-pool";

        alice.post(path, Map.of()).expectStatus().isBadRequest();
        alice.post(path, Map.of("reason", "长".repeat(201))).expectStatus().isBadRequest();
    }

    private ResponseSpec claim(Desk who, String... ids) {
        return who.post(POOL + "/claim", Map.of("customerIds", List.of(ids)));
    }

    private ResponseSpec assign(Desk who, String to, String... ids) {
        Map<String, Object> body = new HashMap<>();
        body.put("customerIds", List.of(ids));
        body.put("assignedTo", to);
        body.put("reason", "离客户近");
        return who.post(POOL + "/assign", body);
    }

    private static List<String> errors(JsonNode outcome) {
        return outcome.get("errors")
                .valueStream()
                .map(error -> error.get("customerId").asString() + " "
                        + error.get("error").asString())
                .toList();
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    private static String name() {
        return "公海" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void freeze(String id) {
        change(id, set("frozen", true));
    }

    private void pooledAt(String id, String time) {
        change(id, set("pooledAt", Date.from(Instant.parse(time))));
    }

    private void change(String id, Bson change) {
        service.bean(ReactiveMongoTemplate.class)
                .execute("customers", customers -> customers.updateOne(eq("_id", id), change))
                .blockLast();
    }
}
