package com.andejia.crm.customers.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.Records;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.events.Topics;
import com.andejia.crm.localstack.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a website lead and an erasure put on the log is what the contract shows. */
class PublishedLeadsAndErasuresIT {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final String bootstrap = TestStack.shared().bootstrapServers();

    @Test
    void aWebsiteLeadIsACreationWithoutAnOwner() throws Exception {
        String phone = CustomerBodies.phone();
        service.anonymous()
                .post()
                .uri("/api/customers/website-lead")
                .header("traceparent", TRACEPARENT)
                .bodyValue(Map.of("name", "访客", "phone", phone))
                .exchange()
                .expectStatus()
                .isCreated();

        var records = Records.of(bootstrap, Topics.CUSTOMER_EVENTS, idOf(phone), 1);

        assertThat(records).hasSize(1);
        PublishedEventsIT.checkAgainstTheContract(records.get(0), Set.of("assignedTo", "operation"));
        JsonNode created = JsonMapper.shared().readTree(records.get(0).value());
        assertThat(created.at("/actor/id").asString()).isEqualTo("website");
        assertThat(created.at("/actor/name").asString()).isEqualTo("官网");
        assertThat(created.at("/leadSource").asString()).isEqualTo("官网");
    }

    @Test
    void anErasureComesAfterAllThatWasToldBefore() throws Exception {
        String phone = CustomerBodies.phone();
        Map<String, Object> body = CustomerBodies.with("phone", phone);
        service.as("alice")
                .post()
                .uri("/api/customers")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated();
        String id = idOf(phone);
        service.as("admin")
                .delete()
                .uri("/api/customers/{id}", id)
                .header("traceparent", TRACEPARENT)
                .exchange()
                .expectStatus()
                .isOk();

        var records = Records.of(bootstrap, Topics.CUSTOMER_EVENTS, id, 3);

        assertThat(Records.sequences(records)).containsExactly(1L, 2L, 3L);
        PublishedEventsIT.checkAgainstTheContract(records.get(2), Set.of());
        assertThat(Records.attributes(records.get(2)).type()).isEqualTo("crm.customer.erased.v1");
        assertThat(new String(records.get(2).value(), StandardCharsets.UTF_8))
                .contains("管理员")
                .doesNotContain(body.get("name").toString());
    }

    private String idOf(String phone) {
        return service.as("manager")
                .get()
                .uri("/api/customers?phone=" + phone)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .at("/data/items/0/id")
                .asString();
    }
}
