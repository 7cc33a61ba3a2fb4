package com.andejia.crm.notifications.statistics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.RealParts;
import com.andejia.crm.notifications.support.RealPartsTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a screen that says what it has shown to what managers are told of it. */
@RealPartsTest
class ReceiptsIT {
    private final String owner = "owner-" + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Test
    void whatAScreenHasShownIsCountedOnceAndOnlyForItsOwner() throws Exception {
        kafka.send(EventRecords.of(new StaffChanged(owner, "负责人", List.of("employee"), true), "staff-" + owner))
                .get(10, TimeUnit.SECONDS);
        var assigned = EventRecords.assigned("customer-" + owner, "客户", owner);
        kafka.send(EventRecords.of(assigned, "event-" + owner)).get(10, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get("/api/notifications", "employee")
                                .get("total")
                                .asInt())
                        .isEqualTo(1));
        String id = get("/api/notifications", "employee").at("/items/0/id").asString();
        JsonNode before = statistics();
        assertThat(displayed(id)).isEmpty();

        assertThat(receive("thief", id)).isZero();
        assertThat(receive(owner, id)).isEqualTo(1);
        String displayed = displayed(id);
        assertThat(receive(owner, id)).isZero();

        assertThat(displayed).as("what its owner is told of it").endsWith("Z").isEqualTo(displayed(id));

        JsonNode after = statistics();
        assertThat(after.at("/types/CUSTOMER_ASSIGNED/displayed").asInt())
                .isEqualTo(before.at("/types/CUSTOMER_ASSIGNED/displayed").asInt() + 1);
        assertThat(after.at("/latency/storedToDisplayed/count").asInt())
                .isEqualTo(before.at("/latency/storedToDisplayed/count").asInt() + 1);
        assertThat(after.at("/latency/eventToStored/p99").asLong()).isPositive();
    }

    @Test
    void aRequestThatIsSetAsideCountsAsFailed() throws Exception {
        int before = statistics().at("/types/CUSTOMER_ASSIGNED/failed").asInt();

        kafka.send(new ProducerRecord<>(
                        "crm.notification.requests",
                        owner,
                        JsonMapper.shared().writeValueAsBytes(Map.of("type", "CUSTOMER_ASSIGNED"))))
                .get(10, TimeUnit.SECONDS);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(statistics()
                                .at("/types/CUSTOMER_ASSIGNED/failed")
                                .asInt())
                        .isEqualTo(before + 1));
    }

    @Test
    void onlyManagersSeeStatistics() {
        client("employee")
                .get()
                .uri("/api/notifications/statistics")
                .exchange()
                .expectStatus()
                .isForbidden();
        client("operator")
                .get()
                .uri("/api/notifications/statistics")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-11-02&to=2026-11-01",
                "from=2024-01-01&to=2026-01-01",
                "from=yesterday",
                "to=0000-00-00"
            })
    void aRangeThatIsNoneIsRefused(String query) {
        client("manager")
                .get()
                .uri("/api/notifications/statistics?" + query)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[null]",
                "[{}]",
                "[{\"id\":\"1\"}]",
                "[{\"id\":\"1\",\"displayedAt\":\"now\"}]",
                "[1]"
            })
    void receiptsThatSayNothingAreRefused(String body) {
        post(owner, body).expectStatus().isBadRequest();
    }

    @Test
    void moreReceiptsThanAScreenCanShowAreRefused() {
        post(owner, JsonMapper.shared().writeValueAsString(Collections.nCopies(201, receipt("1"))))
                .expectStatus()
                .isBadRequest();
    }

    private String displayed(String id) {
        return get("/api/notifications/" + id + "/why", "employee")
                .at("/timing/displayed")
                .asString("");
    }

    private int receive(String person, String id) {
        byte[] answer = post(person, JsonMapper.shared().writeValueAsString(List.of(receipt(id))))
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return JsonMapper.shared().readTree(answer).at("/data/count").asInt();
    }

    private static Map<String, String> receipt(String id) {
        return Map.of("id", id, "displayedAt", Instant.now().toString());
    }

    private WebTestClient.ResponseSpec post(String person, String body) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenFor(person)))
                .build()
                .post()
                .uri("/api/notifications/receipts")
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    private JsonNode statistics() {
        return get("/api/notifications/statistics", "manager");
    }

    private JsonNode get(String path, String role) {
        byte[] answer = client(role)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return JsonMapper.shared().readTree(answer).get("data");
    }

    private WebTestClient client(String role) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(RealParts.ISSUER.tokenOf(owner, role)))
                .build();
    }
}
