package com.andejia.crm.customers.customer.web;

import static com.andejia.crm.customers.Desk.data;
import static com.andejia.crm.customers.Desk.message;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.Desk;
import com.andejia.crm.customers.ServiceUnderTest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class HandOverApiIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final Desk alice = new Desk(service, "alice");
    private final Desk bob = new Desk(service, "bob");
    private final Desk manager = new Desk(service, "manager");

    @Test
    void anOwnerHandsACustomerOverAndSeesItNoLonger() {
        String id = alice.enter();

        JsonNode after = data(transfer(alice, id, "bob"));

        assertThat(after.at("/assignedTo/name").asString()).isEqualTo("鲍勃");
        assertThat(after.get("assignmentReason").asString()).isEqualTo("休假");
        assertThat(after.get("phone").asString()).matches("139\\*{4}[0-9]{4}");
        alice.get("/api/customers/" + id).expectStatus().isNotFound();
        assertThat(bob.customer(id).get("phone").asString()).matches("139[0-9]{8}");
    }

    @Test
    void onlyTheOwnerAndManagersMayTransfer() {
        String id = alice.enter();

        transfer(bob, id, "bob").expectStatus().isNotFound();
        transfer(manager, id, "bob").expectStatus().isOk();
    }

    @Test
    void toThePresentOwnerNothingChanges() {
        String id = alice.enter();

        assertThat(data(transfer(alice, id, "alice")).get("version").asInt()).isEqualTo(1);
    }

    @Test
    void aTransferIsToAnActiveColleague() {
        String id = alice.enter();

        assertThat(message(transfer(alice, id, "nobody"), 422)).isEqualTo("负责人不存在或已停用");
        assertThat(message(transfer(alice, id, inactive()), 422)).isEqualTo("负责人不存在或已停用");
    }

    @Test
    void aFrozenCustomerOrOneOfThePoolIsNotTransferred() {
        String frozen = alice.enter();
        freeze(frozen);
        String pooled = alice.enterIntoPool();

        assertThat(message(transfer(manager, frozen, "bob"), 422)).isEqualTo("客户已冻结，不能移交");
        assertThat(message(transfer(manager, pooled, "bob"), 422)).isEqualTo("客户在公海中，不能移交");
    }

    @Test
    void aManagerStillAssignsWhatIsFrozenOrInThePool() {
        String frozen = alice.enter();
        freeze(frozen);
        String pooled = alice.enterIntoPool();

        assertThat(data(assign(frozen)).at("/assignedTo/id").asString()).isEqualTo("bob");
        JsonNode taken = data(assign(pooled));
        assertThat(taken.at("/assignedTo/id").asString()).isEqualTo("bob");
        assertThat(taken.has("pooledAt")).isFalse();
    }

    @Test
    void aBatchAnswersForEachOfItsRows() {
        List<String> mine = Stream.generate(alice::enter).limit(20).toList();
        String bobs = bob.enter();
        String number = alice.enter(CustomerBodies.valid()).get("customerId").asString();
        List<String> ids = Stream.of(mine, mine, List.of(bobs, number, "nothing-known"))
                .flatMap(List::stream)
                .toList();

        JsonNode outcome = data(batchAssign(manager, ids, "bob"));

        assertThat(outcome.get("operationId").asString()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}");
        assertThat(outcome.get("success").asInt()).isEqualTo(22);
        assertThat(outcome.get("failed").asInt()).isEqualTo(1);
        assertThat(outcome.get("errors")).hasSize(1);
        assertThat(outcome.at("/errors/0/customerId").asString()).isEqualTo("nothing-known");
        assertThat(outcome.at("/errors/0/error").asString()).isEqualTo("客户不存在");
        assertThat(mine).allSatisfy(id -> assertThat(owner(id)).isEqualTo("bob"));
        assertThat(owner(number)).isEqualTo("bob");
    }

    @Test
    void aBatchThatIsAskedForAgainChangesNothing() {
        List<String> ids = Stream.generate(alice::enter).limit(5).toList();
        data(batchAssign(manager, ids.subList(0, 2), "bob"));

        JsonNode outcome = data(batchAssign(manager, ids, "bob"));

        assertThat(outcome.get("success").asInt()).isEqualTo(5);
        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(manager.customer(id).get("version").asInt()).isEqualTo(2));
    }

    @Test
    void aBatchIsForManagersAndToActiveStaff() {
        List<String> ids = List.of(alice.enter());

        batchAssign(alice, ids, "bob").expectStatus().isForbidden();
        batchAssign(manager, ids, "nobody").expectStatus().isEqualTo(422);
        batchAssign(manager, ids, inactive()).expectStatus().isEqualTo(422);
    }

    static Stream<Object> hostileLists() {
        return Stream.of(
                List.of(),
                "a,b",
                Map.of("$ne", 1),
                List.of(1),
                List.of(" "),
                Arrays.asList("a", null),
                List.of("a\u0000"),
                List.of("x".repeat(51)),
                List.of(List.of("a")),
                IntStream.range(0, 501).mapToObj(i -> "id-" + i).toList());
    }

    @ParameterizedTest
    @MethodSource("hostileLists")
    void aHostileListIsABadRequest(Object ids) {
        Map<String, Object> body = Map.of("customerIds", ids, "assignedTo", "bob");

        JsonNode problem = Desk.json(
                manager.post("/api/customers/batch-assign", body).expectStatus().isBadRequest());

        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("customerIds");
    }

    @Test
    void fiveHundredAreTakenAndDuplicatesCountOnce() {
        List<String> unknown = IntStream.range(0, 500).mapToObj(i -> "id-" + i).toList();
        List<String> twice = Stream.concat(unknown.stream(), unknown.stream()).toList();

        assertThat(data(batchAssign(manager, twice, "bob")).get("failed").asInt())
                .isEqualTo(500);
    }

    @Test
    void aTransferNamesTheColleagueAndTheReason() {
        JsonNode problem = Desk.json(
                alice.post("/api/customers/" + alice.enter() + "/transfer", Collections.singletonMap("to", null))
                        .expectStatus()
                        .isBadRequest());

        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactly("to", "reason");
    }

    private ResponseSpec transfer(Desk who, String id, String to) {
        return who.post("/api/customers/" + id + "/transfer", Map.of("to", to, "reason", "休假"));
    }

    private ResponseSpec assign(String id) {
        return manager.patch("/api/customers/" + id + "/assign", Map.of("assignedTo", "bob"));
    }

    private ResponseSpec batchAssign(Desk who, List<String> ids, String to) {
        Map<String, Object> body = new HashMap<>();
        body.put("customerIds", ids);
        body.put("assignedTo", to);
        body.put("assignmentReason", "离客户近");
        return who.post("/api/customers/batch-assign", body);
    }

    private String owner(String id) {
        return manager.customer(id).at("/assignedTo/id").asString();
    }

    private String inactive() {
        String id = "left-" + UUID.randomUUID();
        service.as("admin")
                .put()
                .uri("/api/staff/{id}", id)
                .bodyValue(Map.of("name", "已离职", "roles", List.of("employee"), "active", false))
                .exchange()
                .expectStatus()
                .isOk();
        return id;
    }

    private void freeze(String id) {
        service.bean(ReactiveMongoTemplate.class)
                .execute("customers", customers -> customers.updateOne(eq("_id", id), set("frozen", true)))
                .blockLast();
    }
}
