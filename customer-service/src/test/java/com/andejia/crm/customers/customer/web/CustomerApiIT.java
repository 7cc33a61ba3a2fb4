package com.andejia.crm.customers.customer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CustomerApiIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();

    @Test
    void creatingAnswersAsTheContractSays() {
        Map<String, Object> body = CustomerBodies.valid();
        body.put("salaryBudget", 8000);
        body.put("expectedStartDate", "2025-12-01");

        JsonNode answer = create("alice", body);

        assertThat(answer.get("success").asBoolean()).isTrue();
        assertThat(answer.get("message").asString()).isEqualTo("客户创建成功");
        assertThat(answer.get("customerId").asString()).matches("CUS[0-9]{11}");
        assertThat(answer.get("name").asString()).isEqualTo("测试通知客户");
        JsonNode data = answer.get("data");
        assertThat(data.get("id").asString()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}");
        assertThat(data.get("customerId")).isEqualTo(answer.get("customerId"));
        assertThat(data.get("phone").asString()).isEqualTo(body.get("phone"));
        assertThat(data.get("salaryBudget").asInt()).isEqualTo(8000);
        assertThat(data.get("expectedStartDate").asString()).isEqualTo("2025-12-01");
        assertThat(data.at("/assignedTo/id").asString()).isEqualTo("alice");
        assertThat(data.at("/createdBy/name").asString()).isEqualTo("爱丽丝");
        assertThat(data.get("createdAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(data.get("version").asInt()).isEqualTo(1);
        assertThat(data.propertyNames()).doesNotContain("outbox", "idempotency", "remarks");
    }

    @Test
    void isFoundByIdAndByNumber() {
        JsonNode data = create("alice", CustomerBodies.valid()).get("data");

        assertThat(get("alice", "/api/customers/" + data.get("id").asString()).get("data"))
                .isEqualTo(data);
        assertThat(get("alice", "/api/customers/" + data.get("customerId").asString())
                        .get("data"))
                .isEqualTo(data);
    }

    @Test
    void anEmployeeSeesNobodyElsesCustomers() {
        JsonNode data = create("alice", CustomerBodies.valid()).get("data");
        String path = "/api/customers/" + data.get("id").asString();

        service.as("bob").get().uri(path).exchange().expectStatus().isNotFound();
        service.as("manager").get().uri(path).exchange().expectStatus().isOk();
        JsonNode bobs = get("bob", "/api/customers?pageSize=100&assignedTo=alice");
        assertThat(bobs.at("/data/total").asInt()).isZero();
    }

    @Test
    void thePhoneIsMaskedForWhoGivesACustomerAway() {
        Map<String, Object> body = CustomerBodies.with("assignedTo", "bob");
        body.put("phone", CustomerBodies.phone());

        String shown = create("alice", body).at("/data/phone").asString();

        assertThat(shown).matches("139\\*{4}[0-9]{4}");
    }

    @Test
    void aListIsPagedFilteredAndSorted() {
        String name = "列表" + UUID.randomUUID().toString().substring(0, 8);
        IntStream.rangeClosed(1, 5).forEach(i -> create("alice", CustomerBodies.with("name", name + i)));

        JsonNode page =
                get("manager", "/api/customers?search=" + name + "&sortBy=name&sortOrder=asc&page=2&pageSize=2");

        assertThat(page.at("/data/total").asInt()).isEqualTo(5);
        assertThat(page.at("/data/totalPages").asInt()).isEqualTo(3);
        assertThat(page.at("/data/items")
                        .valueStream()
                        .map(item -> item.get("name").asString()))
                .containsExactly(name + 3, name + 4);
        assertThat(get("manager", "/api/customers?name=" + name + "&leadSource=抖音")
                        .at("/data/total")
                        .asInt())
                .isZero();
    }

    @Test
    void aSearchIsNoRegularExpression() {
        JsonNode found = service.as("manager")
                .get()
                .uri(uri ->
                        uri.path("/api/customers").queryParam("search", "{q}").build(".*"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        assertThat(found.at("/data/total").asInt()).isZero();
    }

    @Test
    void theEnumsAreThoseOfTheContract() {
        JsonNode enums = get("alice", "/api/customers/enums").get("data");

        assertThat(enums.get("leadSource").valueStream().map(JsonNode::asString))
                .startsWith("美团", "抖音")
                .hasSize(8);
        assertThat(enums.propertyNames())
                .containsExactlyInAnyOrder(
                        "leadSource", "leadLevel", "contractStatus", "serviceCategory", "restSchedule");
    }

    @Test
    void aPhoneOrWeChatIsTakenOnceAndNobodyLearnsByWhom() {
        Map<String, Object> body = CustomerBodies.with("wechatId", "wx-" + UUID.randomUUID());
        create("alice", body);
        Map<String, Object> samePhone = CustomerBodies.with("phone", body.get("phone"));
        Map<String, Object> sameWechat = CustomerBodies.with("wechatId", body.get("wechatId"));

        assertThat(refused("bob", samePhone, 409).get("message").asString()).isEqualTo("该手机号已存在");
        assertThat(refused("bob", sameWechat, 409).get("message").asString()).isEqualTo("该微信号已存在");
    }

    @Test
    void whoAsksTwiceAtOnceGetsOneCustomer() {
        Map<String, Object> body = CustomerBodies.valid();
        String key = UUID.randomUUID().toString();
        service.as("alice");

        List<String> answers = Flux.range(0, 8)
                .flatMap(i -> Mono.fromCallable(() ->
                                text(post("alice", body, key).expectStatus().isCreated()))
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(new HashSet<>(answers)).hasSize(1);
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerEvenAfterAChange() {
        Map<String, Object> body = CustomerBodies.valid();
        String key = UUID.randomUUID().toString();
        String first = text(post("manager", body, key).expectStatus().isCreated());
        String id = JsonMapper.shared().readTree(first).at("/data/id").asString();
        assign("manager", id, "bob").expectStatus().isOk();

        assertThat(text(post("manager", body, key).expectStatus().isCreated())).isEqualTo(first);
        post("manager", CustomerBodies.valid(), key).expectStatus().isEqualTo(422);
        post("alice", CustomerBodies.valid(), key).expectStatus().isCreated();
    }

    @Test
    void assigningIsForManagersAndToActiveStaff() {
        String id = create("alice", CustomerBodies.valid()).at("/data/id").asString();

        assign("alice", id, "bob").expectStatus().isForbidden();
        assign("manager", id, "nobody").expectStatus().isEqualTo(422);
        assign("manager", UUID.randomUUID().toString(), "bob").expectStatus().isNotFound();
        JsonNode data = json(assign("manager", id, "bob").expectStatus().isOk()).get("data");

        assertThat(data.at("/assignedTo/name").asString()).isEqualTo("鲍勃");
        assertThat(data.get("version").asInt()).isEqualTo(2);
        JsonNode again =
                json(assign("manager", id, "bob").expectStatus().isOk()).get("data");
        assertThat(again.get("version").asInt()).isEqualTo(2);
    }

    @Test
    void assignmentsAtTheSameTimeAllSucceedOneAfterTheOther() {
        String id = create("alice", CustomerBodies.valid()).at("/data/id").asString();
        List<String> owners = List.of("bob", "alice", "manager");
        service.as("manager");

        List<Integer> statuses = Flux.fromIterable(owners)
                .flatMap(owner -> Mono.fromCallable(() -> assign("manager", id, owner)
                                .returnResult(String.class)
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(Set.copyOf(statuses)).containsExactly(200);
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "name", " ",
                "phone", "12345",
                "leadSource", "火星",
                "salaryBudget", "很多",
                "homeArea", 1001,
                "expectedStartDate", "明天",
                "favouriteColour", "红"));

        JsonNode problem = refused("alice", body, 400);

        List<String> fields = new ArrayList<>();
        problem.get("errors").forEach(error -> fields.add(error.get("field").asString()));
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "name",
                        "phone",
                        "leadSource",
                        "leadLevel",
                        "contractStatus",
                        "salaryBudget",
                        "homeArea",
                        "expectedStartDate",
                        "favouriteColour");
    }

    private JsonNode create(String who, Map<String, Object> body) {
        return json(post(who, body, null).expectStatus().isCreated());
    }

    private JsonNode refused(String who, Map<String, Object> body, int status) {
        JsonNode problem = json(post(who, body, null)
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON));
        assertThat(problem.get("success").asBoolean()).isFalse();
        return problem;
    }

    private WebTestClient.ResponseSpec post(String who, Map<String, Object> body, String key) {
        return service.as(who)
                .post()
                .uri("/api/customers")
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec assign(String who, String id, String owner) {
        return service.as(who)
                .patch()
                .uri("/api/customers/{id}/assign", id)
                .bodyValue(Map.of("assignedTo", owner))
                .exchange();
    }

    private JsonNode get(String who, String uri) {
        return json(service.as(who).get().uri(uri).exchange().expectStatus().isOk());
    }

    private static JsonNode json(WebTestClient.ResponseSpec response) {
        return response.expectBody(JsonNode.class).returnResult().getResponseBody();
    }

    private static String text(WebTestClient.ResponseSpec response) {
        return response.expectBody(String.class).returnResult().getResponseBody();
    }
}
