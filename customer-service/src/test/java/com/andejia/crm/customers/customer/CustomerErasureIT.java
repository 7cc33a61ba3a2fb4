package com.andejia.crm.customers.customer;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.customers.staff.Role;
import com.andejia.crm.events.CustomerErased;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Nothing personal is left, nobody finds it, and what was told before keeps its order. */
class CustomerErasureIT {
    private static final Actor ADMIN = new Actor("admin", "管理员", Set.of(Role.ADMIN));
    private static final String[] TOMBSTONE = {"_id", "customerNo", "version", "outbox", "erasedAt", "tracesLeft"};

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final ReactiveMongoTemplate mongo = service.bean(ReactiveMongoTemplate.class);

    @Test
    void onlyATombstoneStays() {
        Map<String, Object> body = CustomerBodies.with("remarks", "只有我们知道的事");
        body.put("wechatId", "wx-" + UUID.randomUUID());
        JsonNode customer = create(body, UUID.randomUUID().toString());
        assign(customer, "bob").expectStatus().isOk();

        JsonNode answer = delete("admin", customer)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        assertThat(answer.at("/data/customerId")).isEqualTo(customer.get("customerId"));
        assertThat(document(customer).keySet()).containsExactlyInAnyOrder(TOMBSTONE);
        await().untilAsserted(() -> assertThat(document(customer).toJson())
                .as("once its last events are published")
                .doesNotContain("测试", "只有我们知道的事", phone(customer), "wx-"));
    }

    @Test
    void anErasedCustomerIsFoundByNoQuery() {
        String name = "删除" + UUID.randomUUID().toString().substring(0, 8);
        JsonNode customer = create(CustomerBodies.with("name", name), null);
        delete("admin", customer).expectStatus().isOk();

        String id = customer.get("id").asString();
        String number = customer.get("customerId").asString();
        for (String path : List.of(id, number)) {
            get("admin", "/api/customers/" + path).expectStatus().isNotFound();
            get("alice", "/api/customers/" + path).expectStatus().isNotFound();
        }
        for (String query : List.of("search=" + number, "search=" + name, "phone=" + phone(customer))) {
            assertThat(total("admin", query)).as(query).isZero();
        }
        assertThat(newest("admin")).doesNotContain(id);
        assertThat(newest("alice")).doesNotContain(id);
        assign(customer, "bob").expectStatus().isNotFound();
        delete("admin", customer).expectStatus().isNotFound();
    }

    @Test
    void theContactAndTheKeyOfTheFirstRequestAreFreeAgain() {
        Map<String, Object> body = CustomerBodies.with("wechatId", "wx-" + UUID.randomUUID());
        String key = UUID.randomUUID().toString();
        JsonNode erased = create(body, key);
        delete("admin", erased).expectStatus().isOk();

        JsonNode again = create(body, key);

        assertThat(again.get("id")).isNotEqualTo(erased.get("id"));
    }

    @ParameterizedTest
    @CsvSource({"manager, 403", "alice, 403"})
    void onlyAnAdminErases(String who, int status) {
        JsonNode customer = create(CustomerBodies.valid(), null);

        delete(who, customer).expectStatus().isEqualTo(status);
        service.anonymous()
                .delete()
                .uri("/api/customers/{id}", customer.get("id").asString())
                .exchange()
                .expectStatus()
                .isUnauthorized();

        get("alice", "/api/customers/" + customer.get("id").asString())
                .expectStatus()
                .isOk();
    }

    @Test
    void olderHistoryGoesToo() {
        JsonNode customer = withOlderHistory();

        delete("admin", customer).expectStatus().isOk();

        assertThat(traces(customer)).isZero();
    }

    @Test
    void whatACrashAfterTheWriteLeavesBehindIsSwept() {
        JsonNode customer = withOlderHistory();
        writeOnly(customer);
        assertThat(traces(customer)).as("the crash").isPositive();

        sweep();
        assertThat(traces(customer))
                .as("too early: somebody may still be about to leave more")
                .isPositive();
        grownOld(customer);
        sweep();

        assertThat(traces(customer)).isZero();
        assertThat(document(customer).keySet()).doesNotContain("tracesLeft").contains("erasedAt");
    }

    @Test
    void whatAStragglerLeavesBehindIsSweptOnceNothingWaitsToBePublished() {
        JsonNode customer = create(CustomerBodies.valid(), null);
        String id = customer.get("id").asString();
        delete("admin", customer).expectStatus().isOk();
        await().until(() -> !document(customer).get("outbox", Document.class).containsKey("since"));
        insert(
                "customer_history",
                new Document("_id", id + ":1").append("of", id).append("version", 1L));
        insert("outbox_spill", new Document("_id", "customers:" + id + ":1").append("of", "customers:" + id));
        grownOld(customer);
        Date now = Date.from(Instant.now());
        Bson waiting = combine(
                set("outbox.since", now),
                set(
                        "outbox.lease",
                        new Document("by", "another")
                                .append("until", Date.from(Instant.now().plusSeconds(60)))));

        update(customer, waiting);
        sweep();
        assertThat(traces(customer))
                .as("events wait: those that spilled are needed")
                .isEqualTo(2);
        update(customer, new Document("$unset", new Document("outbox.since", "").append("outbox.lease", "")));
        sweep();

        assertThat(traces(customer)).isZero();
    }

    @Test
    void nobodyWhoChangesItMeanwhileBringsAnythingBack() {
        List<JsonNode> customers = IntStream.range(0, 10)
                .mapToObj(i -> create(CustomerBodies.valid(), null))
                .toList();

        customers.forEach(customer -> {
            Mono<Integer> erasing = Mono.fromCallable(() -> status(delete("admin", customer)));
            Mono<Integer> assigning = Flux.range(0, 6)
                    .concatMap(i -> Mono.fromCallable(() -> status(assign(customer, i % 2 == 0 ? "bob" : "alice"))))
                    .last();
            Mono.zip(
                            erasing.subscribeOn(Schedulers.boundedElastic()),
                            assigning.subscribeOn(Schedulers.boundedElastic()))
                    .block(Duration.ofSeconds(60));
            // If it gave way to the others, it is done now.
            assertThat(status(delete("admin", customer))).isIn(200, 404);
        });

        assertThat(customers)
                .allSatisfy(customer -> assertThat(document(customer).keySet()).containsExactlyInAnyOrder(TOMBSTONE));
    }

    private JsonNode withOlderHistory() {
        JsonNode customer = create(CustomerBodies.valid(), null);
        for (int i = 0; i < 51; i++) {
            assign(customer, i % 2 == 0 ? "bob" : "alice").expectStatus().isOk();
        }
        assertThat(traces(customer)).isPositive();
        return customer;
    }

    /** As if the process had died right after it. */
    private void writeOnly(JsonNode customer) {
        Customer found = service.bean(Customers.class)
                .find(customer.get("id").asString(), ADMIN)
                .block();
        var event = new CustomerErased(found.id(), found.customerNo(), ADMIN.asPerson());
        assertThat(service.bean(Erasures.class)
                        .erase(found, event, Instant.now())
                        .block())
                .isNotNull();
        await().until(() -> !document(customer).get("outbox", Document.class).containsKey("since"));
    }

    private void grownOld(JsonNode customer) {
        update(customer, set("tracesLeft", Date.from(Instant.now().minus(Duration.ofMinutes(6)))));
    }

    private void sweep() {
        service.bean(ErasureSweep.class).round().block();
    }

    private long traces(JsonNode customer) {
        String id = customer.get("id").asString();
        return count("customer_history", id) + count("outbox_spill", "customers:" + id);
    }

    private long count(String collection, String of) {
        return mongo.execute(collection, documents -> documents.countDocuments(eq("of", of)))
                .blockFirst();
    }

    private void insert(String collection, Document document) {
        mongo.execute(collection, documents -> documents.insertOne(document)).blockLast();
    }

    private void update(JsonNode customer, Bson update) {
        String id = customer.get("id").asString();
        mongo.execute("customers", documents -> documents.updateOne(eq("_id", id), update))
                .blockLast();
    }

    private Document document(JsonNode customer) {
        String id = customer.get("id").asString();
        return mongo.execute("customers", documents -> documents.find(eq("_id", id)))
                .blockFirst();
    }

    private JsonNode create(Map<String, Object> body, String key) {
        return service.as("alice")
                .post()
                .uri("/api/customers")
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("data");
    }

    private ResponseSpec assign(JsonNode customer, String to) {
        return service.as("manager")
                .patch()
                .uri("/api/customers/{id}/assign", customer.get("id").asString())
                .bodyValue(Map.of("assignedTo", to))
                .exchange();
    }

    private ResponseSpec delete(String who, JsonNode customer) {
        return service.as(who)
                .delete()
                .uri("/api/customers/{id}", customer.get("id").asString())
                .exchange();
    }

    private static int status(ResponseSpec response) {
        return response.expectBody().returnResult().getStatus().value();
    }

    private ResponseSpec get(String who, String uri) {
        return service.as(who).get().uri(uri).exchange();
    }

    private int total(String who, String query) {
        return json(get(who, "/api/customers?" + query)).at("/data/total").asInt();
    }

    private List<String> newest(String who) {
        return json(get(who, "/api/customers?pageSize=100")).at("/data/items").findValuesAsString("id");
    }

    private static String phone(JsonNode customer) {
        return customer.get("phone").asString();
    }

    private static JsonNode json(ResponseSpec response) {
        return response.expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}
