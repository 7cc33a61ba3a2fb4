package com.andejia.crm.customers.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.customers.Records;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.importing.TestFiles;
import com.andejia.crm.events.Topics;
import com.andejia.crm.localstack.TestStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an import puts on the log is what the contract shows. */
class ImportedEventsIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final String name = "导入" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void eachRowIsTwoEventsAsApprovedThatNameTheirOperation() throws Exception {
        List<String> header = new ArrayList<>(TestFiles.HEADER);
        header.addAll(List.of("负责人", "分配原因"));
        List<String> row = new ArrayList<>(TestFiles.row(name));
        row.addAll(List.of("bob", "离客户近"));
        List<String> invalid = List.of("", "1", "美团", "A类", "匹配中");
        String file = TestFiles.csv(header, List.of(row, TestFiles.row(name + "乙"), invalid));

        String operation = begin(TestFiles.utf8(file)).at("/data/operationId").asString();
        String id = awaitCustomer().get("id").asString();

        var records = Records.of(TestStack.shared().bootstrapServers(), Topics.CUSTOMER_EVENTS, id, 2);
        assertThat(records)
                .extracting(record -> Records.attributes(record).type())
                .containsExactly("crm.customer.created.v1", "crm.customer.assigned.v1");
        PublishedEventsIT.checkAgainstTheContract(records.get(0), Set.of("traceparent"));
        PublishedEventsIT.checkAgainstTheContract(records.get(1), Set.of("traceparent", "previousOwner"));
        for (var record : records) {
            JsonNode data = JsonMapper.shared().readTree(record.value());
            assertThat(data.at("/operation/id").asString()).isEqualTo(operation);
            assertThat(data.at("/operation/size").asInt())
                    .as("those that are to become customers")
                    .isEqualTo(2);
            assertThat(data.at("/actor/name").asString()).isEqualTo("王经理");
            assertThat(data.at("/assignedTo/id").asString()).isEqualTo("bob");
        }
    }

    private JsonNode begin(byte[] file) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(file)).filename("a.csv");
        return service.as("manager")
                .post()
                .uri("/api/customers/import")
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private JsonNode awaitCustomer() {
        return await().atMost(Duration.ofSeconds(30))
                .until(this::customers, found -> found.size() == 2)
                .get(0);
    }

    private JsonNode customers() {
        return service.as("manager")
                .get()
                .uri("/api/customers?sortBy=name&sortOrder=asc&name=" + name)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .at("/data/items");
    }
}
