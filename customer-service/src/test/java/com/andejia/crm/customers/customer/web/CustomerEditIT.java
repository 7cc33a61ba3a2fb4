package com.andejia.crm.customers.customer.web;

import static com.andejia.crm.customers.CustomerCalls.data;
import static com.andejia.crm.customers.CustomerCalls.problem;
import static com.andejia.crm.customers.CustomerCalls.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.CustomerCalls;
import com.andejia.crm.customers.ServiceUnderTest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class CustomerEditIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final CustomerCalls customers = new CustomerCalls(service);

    @Test
    void whatIsMentionedChangesAndTheRestStays() {
        Map<String, Object> body = CustomerBodies.with("salaryBudget", 8000);
        body.put("remarks", "先电话");
        body.put("expectedStartDate", "2025-12-01");
        JsonNode before = customers.create("alice", body);

        JsonNode after = data(customers
                .patch("alice", id(before), Map.of("version", 1, "salaryBudget", 9000, "homeArea", 120))
                .expectStatus()
                .isOk());

        assertThat(after.get("salaryBudget").asInt()).isEqualTo(9000);
        assertThat(after.get("homeArea").asInt()).isEqualTo(120);
        assertThat(after.get("remarks").asString()).isEqualTo("先电话");
        assertThat(after.get("expectedStartDate").asString()).isEqualTo("2025-12-01");
        assertThat(after.get("phone")).isEqualTo(before.get("phone"));
        assertThat(after.get("version").asInt()).isEqualTo(2);
        assertThat(customers.found("alice", "/api/customers/" + id(before))).isEqualTo(after);
    }

    @Test
    void nullTakesAwayWhatIsOptionalAndNothingElse() {
        Map<String, Object> body = CustomerBodies.with("remarks", "先电话");
        String id = id(customers.create("alice", body));

        JsonNode problem = problem(customers.patch("alice", id, withNull("name", "leadSource")), 400);
        JsonNode after = data(
                customers.patch("alice", id, withNull("remarks")).expectStatus().isOk());

        assertThat(texts(problem.get("errors"), "field")).containsExactlyInAnyOrder("name", "leadSource");
        assertThat(after.has("remarks")).isFalse();
    }

    @Test
    void oneWayToReachTheCustomerMustRemain() {
        Map<String, Object> body = CustomerBodies.with("wechatId", "wx-" + UUID.randomUUID());
        String id = id(customers.create("alice", body));

        customers.patch("alice", id, withNull("phone")).expectStatus().isOk();
        Map<String, Object> last = withNull("wechatId");
        last.put("version", 2);
        JsonNode problem = problem(customers.patch("alice", id, last), 400);

        assertThat(problem.get("message").asString()).isEqualTo("手机号和微信号至少填写一个");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1", "W/\"1\""})
    void theVersionMayComeInTheHeader(String ifMatch) {
        customers
                .patch("alice", customers.idOfNew("alice"), ifMatch, Map.of("familySize", 3))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"x\"", "\"1\", \"2\"", "\"99999999999\"", "\"1", "-1"})
    void aHeaderThatIsNoVersionIsABadRequest(String ifMatch) {
        problem(customers.patch("alice", customers.idOfNew("alice"), ifMatch, Map.of("familySize", 3)), 400);
    }

    @Test
    void withoutAVersionOrWithTwoNothingIsChanged() {
        String id = customers.idOfNew("alice");

        JsonNode missing = problem(customers.patch("alice", id, Map.of("familySize", 3)), 400);
        problem(customers.patch("alice", id, "\"1\"", Map.of("familySize", 3, "version", 2)), 400);

        assertThat(missing.get("message").asString()).contains("If-Match", "version");
        assertThat(customers
                        .found("alice", "/api/customers/" + id)
                        .get("version")
                        .asInt())
                .isEqualTo(1);
        customers
                .patch("alice", id, "\"1\"", Map.of("familySize", 3, "version", 1))
                .expectStatus()
                .isOk();
    }

    @Test
    void whoLookedAtAnOlderVersionIsToldSo() {
        String id = customers.idOfNew("alice");
        customers
                .patch("alice", id, "1", Map.of("familySize", 3))
                .expectStatus()
                .isOk();

        problem(customers.patch("manager", id, "1", Map.of("familySize", 4)), 409);

        assertThat(customers
                        .found("alice", "/api/customers/" + id)
                        .get("familySize")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void ofTwoChangesAtOnceOneIsRefused() {
        service.as("alice");
        service.as("manager");
        for (int round = 0; round < 10; round++) {
            String id = customers.idOfNew("alice");
            List<Integer> statuses = Flux.just("alice", "manager")
                    .flatMap(who -> Mono.fromCallable(() -> customers
                                    .patch(who, id, "1", Map.of("remarks", who))
                                    .returnResult(String.class)
                                    .getStatus()
                                    .value())
                            .subscribeOn(Schedulers.boundedElastic()))
                    .collectList()
                    .block();

            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
            assertThat(customers
                            .found("alice", "/api/customers/" + id)
                            .get("version")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void whatIsSoAlreadyMakesNoVersion() {
        JsonNode before = customers.create("alice", CustomerBodies.with("familySize", 3));

        JsonNode after = data(customers
                .patch(
                        "alice",
                        id(before),
                        "1",
                        Map.of("familySize", 3, "name", before.get("name").asString()))
                .expectStatus()
                .isOk());

        assertThat(after).isEqualTo(before);
        assertThat(customers
                        .found("alice", "/api/customers/" + id(before) + "/timeline")
                        .get("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void onlyTheOwnerAndManagersFindWhatTheyWouldChange() {
        String id = customers.idOfNew("alice");

        problem(customers.patch("bob", id, "1", Map.of("familySize", 3)), 404);
        problem(customers.patch("bob", id, "7", Map.of("familySize", 3)), 404);
        customers
                .patch("manager", id, "1", Map.of("familySize", 3))
                .expectStatus()
                .isOk();
    }

    @Test
    void aPhoneOrWeChatOfAnotherCustomerIsRefused() {
        Map<String, Object> taken = CustomerBodies.with("wechatId", "wx-" + UUID.randomUUID());
        customers.create("bob", taken);
        String id = customers.idOfNew("alice");

        JsonNode phone = problem(customers.patch("alice", id, "1", Map.of("phone", taken.get("phone"))), 409);
        JsonNode wechat = problem(customers.patch("alice", id, "1", Map.of("wechatId", taken.get("wechatId"))), 409);

        assertThat(phone.get("message").asString()).isEqualTo("该手机号已存在");
        assertThat(wechat.get("message").asString()).isEqualTo("该微信号已存在");
    }

    @Test
    void theOwnerIsChangedElsewhereAndUnknownFieldsNowhere() {
        String id = customers.idOfNew("alice");

        JsonNode owner = problem(customers.patch("alice", id, "1", Map.of("assignedTo", "bob")), 400);
        JsonNode unknown =
                problem(customers.patch("alice", id, "1", Map.of("favouriteColour", "红", "salaryBudget", -1)), 400);

        assertThat(owner.get("message").asString()).contains("/api/customers/{id}/assign");
        assertThat(texts(unknown.get("errors"), "field")).containsExactlyInAnyOrder("favouriteColour", "salaryBudget");
    }

    @Test
    void theVersionIsTheTagOfACustomer() {
        JsonNode customer = customers.create("alice", CustomerBodies.valid());

        customers
                .get("alice", "/api/customers/" + id(customer))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        customers
                .get("alice", "/api/customers/" + customer.get("customerId").asString())
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        service.as("alice")
                .get()
                .uri("/api/customers/{id}", id(customer))
                .header("If-None-Match", "\"1\"")
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void freezingIsForAdminsAndDoneOnce() {
        String id = customers.idOfNew("alice");

        problem(customers.freeze("alice", id, true), 403);
        problem(customers.freeze("manager", id, true), 403);
        problem(customers.freeze("admin", UUID.randomUUID().toString(), true), 404);
        JsonNode frozen =
                data(customers.freeze("admin", id, true).expectStatus().isOk());
        JsonNode again = data(customers.freeze("admin", id, true).expectStatus().isOk());
        JsonNode thawed =
                data(customers.freeze("admin", id, false).expectStatus().isOk());

        assertThat(frozen.get("frozen").asBoolean()).isTrue();
        assertThat(again).isEqualTo(frozen);
        assertThat(thawed.get("frozen").asBoolean()).isFalse();
        assertThat(texts(
                        customers
                                .found("alice", "/api/customers/" + id + "/timeline")
                                .get("items"),
                        "action"))
                .containsExactly("unfrozen", "frozen", "created");
    }

    private static Map<String, Object> withNull(String... fields) {
        Map<String, Object> body = new HashMap<>(Map.of("version", 1));
        List.of(fields).forEach(field -> body.putAll(Collections.singletonMap(field, null)));
        return body;
    }

    private static String id(JsonNode customer) {
        return customer.get("id").asString();
    }
}
