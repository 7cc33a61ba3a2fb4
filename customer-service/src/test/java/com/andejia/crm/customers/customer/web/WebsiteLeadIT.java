package com.andejia.crm.customers.customer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.ServiceUnderTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class WebsiteLeadIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();

    @Test
    void aVisitorBecomesACustomerOfNobody() {
        String phone = CustomerBodies.phone();
        Map<String, Object> lead = lead(phone);
        lead.put("serviceCategory", "月嫂");
        lead.put("area", "朝阳区");
        lead.put("expectedStartDate", "2026-03-01");
        lead.put("remarks", "希望下午联系");

        send(lead).expectStatus().isCreated();

        JsonNode customer = found("phone=" + phone).get(0);
        assertThat(customer.get("name").asString()).isEqualTo("访客");
        assertThat(customer.get("leadSource").asString()).isEqualTo("官网");
        assertThat(customer.get("leadLevel").asString()).isEqualTo("O类");
        assertThat(customer.get("contractStatus").asString()).isEqualTo("待定");
        assertThat(customer.get("serviceCategory").asString()).isEqualTo("月嫂");
        assertThat(customer.get("area").asString()).isEqualTo("朝阳区");
        assertThat(customer.get("expectedStartDate").asString()).isEqualTo("2026-03-01");
        assertThat(customer.get("remarks").asString()).isEqualTo("希望下午联系");
        assertThat(customer.at("/createdBy/name").asString()).isEqualTo("官网");
        assertThat(customer.propertyNames()).contains("pooledAt").doesNotContain("assignedTo");
    }

    @Test
    void aWeChatIdIsEnoughToBeReached() {
        String wechat = "wx-" + UUID.randomUUID();

        send(Map.of("name", "访客", "wechatId", wechat)).expectStatus().isCreated();
        send(Map.of("name", "访客")).expectStatus().isBadRequest();
    }

    @Test
    void theAnswerTellsAStrangerNothingAndLeastOfAllWhoIsACustomer() {
        Map<String, Object> customer = CustomerBodies.valid();
        String phone = customer.get("phone").toString();
        service.as("alice")
                .post()
                .uri("/api/customers")
                .bodyValue(customer)
                .exchange()
                .expectStatus()
                .isCreated();
        JsonNode before = found("phone=" + phone);

        EntityExchangeResult<String> ofANewOne = text(send(lead(CustomerBodies.phone())));
        EntityExchangeResult<String> ofAKnownOne = text(send(lead(phone)));

        assertThat(ofANewOne.getResponseBody()).isEqualTo("{\"success\":true,\"message\":\"提交成功，我们会尽快与您联系\"}");
        assertThat(ofAKnownOne.getResponseBody()).isEqualTo(ofANewOne.getResponseBody());
        assertThat(ofAKnownOne.getStatus()).isEqualTo(ofANewOne.getStatus());
        assertThat(headers(ofAKnownOne)).isEqualTo(headers(ofANewOne));
        assertThat(found("phone=" + phone)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadSource", "leadLevel", "contractStatus", "assignedTo", "id", "salaryBudget", "$where"})
    void whatAVisitorCannotKnowIsAnUnknownField(String field) {
        Map<String, Object> lead = lead(CustomerBodies.phone());
        lead.put(field, "alice");

        JsonNode problem = send(lead)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
    }

    private static Map<String, Object> lead(String phone) {
        return new LinkedHashMap<>(Map.of("name", "访客", "phone", phone));
    }

    private ResponseSpec send(Map<String, ?> lead) {
        return service.anonymous()
                .post()
                .uri("/api/customers/website-lead")
                .bodyValue(lead)
                .exchange();
    }

    private static EntityExchangeResult<String> text(ResponseSpec response) {
        return response.expectBody(String.class).returnResult();
    }

    private static Map<String, String> headers(EntityExchangeResult<?> result) {
        return result.getResponseHeaders().toSingleValueMap();
    }

    private JsonNode found(String query) {
        return service.as("manager")
                .get()
                .uri("/api/customers?" + query)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .at("/data/items");
    }
}
