package com.andejia.crm.customers.outbox;

import static com.andejia.crm.customers.outbox.PublishedEventsIT.checkAgainstTheContract;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerCalls;
import com.andejia.crm.customers.Records;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.events.Topics;
import com.andejia.crm.localstack.TestStack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What changes, follow-ups and silences put on the log is what the contract shows. */
class PublishedCustomerCareIT {
    /** Of what happens by itself: it is nobody's request. */
    private static final String TRACE = "traceparent";

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final CustomerCalls customers = new CustomerCalls(service);

    @Test
    void aChangeOfStatusAndOfOtherFieldsIsTwoEvents() throws Exception {
        String id = customers.idOfNew("alice");
        customers
                .patch("manager", id, "1", Map.of("contractStatus", "签约中", "salaryBudget", 9000, "remarks", "加急"))
                .expectStatus()
                .isOk();

        var records = published(id, 4);

        checkAgainstTheContract(records.get(2), Set.of());
        checkAgainstTheContract(records.get(3), Set.of());
        assertThat(types(records)).containsExactly("created", "assigned", "status-changed", "updated");
        JsonNode status = data(records.get(2));
        assertThat(status.get("oldStatus").asString()).isEqualTo("匹配中");
        assertThat(status.get("newStatus").asString()).isEqualTo("签约中");
        assertThat(status.at("/actor/id").asString()).isEqualTo("manager");
        assertThat(status.at("/assignedTo/id").asString()).isEqualTo("alice");
        assertThat(data(records.get(3)).get("fields").valueStream().map(JsonNode::asString))
                .containsExactly("salaryBudget", "remarks");
    }

    @Test
    void whatChangesNothingIsNoEvent() {
        String id = customers.idOfNew("alice");
        customers
                .patch("alice", id, "1", Map.of("contractStatus", "匹配中"))
                .expectStatus()
                .isOk();
        customers.freeze("admin", id, false).expectStatus().isOk();
        customers
                .patch("alice", id, "1", Map.of("contractStatus", "签约中"))
                .expectStatus()
                .isOk();
        customers.freeze("admin", id, true).expectStatus().isOk();
        customers.freeze("admin", id, true).expectStatus().isOk();
        customers
                .patch("alice", id, "3", Map.of("familySize", 2))
                .expectStatus()
                .isOk();

        assertThat(types(published(id, 5)))
                .containsExactly("created", "assigned", "status-changed", "updated", "updated");
    }

    @Test
    void freezingNamesItsField() throws Exception {
        String id = customers.idOfNew("alice");
        customers.freeze("admin", id, true).expectStatus().isOk();

        var record = published(id, 3).get(2);

        checkAgainstTheContract(record, Set.of());
        assertThat(data(record).get("fields").toString()).isEqualTo("[\"frozen\"]");
        assertThat(data(record).at("/actor/id").asString()).isEqualTo("admin");
    }

    @Test
    void aFollowUpTellsItsBeginningAndNoPhone() throws Exception {
        String id = customers.idOfNew("alice");
        customers
                .followUp(
                        "manager",
                        id,
                        Map.of("type", "phone", "content", "丈夫13800138999，下周面试", "nextFollowUpDate", "2025-12-01"))
                .expectStatus()
                .isCreated();

        var record = published(id, 3).get(2);

        checkAgainstTheContract(record, Set.of());
        assertThat(data(record).get("summary").asString()).isEqualTo("丈夫138****8999，下周面试");
        assertThat(data(record).get("followUpType").asString()).isEqualTo("phone");
        assertThat(data(record).get("nextFollowUpDate").asString()).isEqualTo("2025-12-01");
    }

    @Test
    void aSilenceIsToldAndThenEndsInThePoolOnAServiceThatDoesSoByItself() throws Exception {
        try (ServiceUnderTest impatient = ServiceUnderTest.start(Map.of(
                "crm.upkeep.interval", "500ms",
                "crm.upkeep.follow-up-after", "1s",
                "crm.upkeep.reclaim", "true",
                "crm.upkeep.reclaim-after", "4s"))) {
            String id = new CustomerCalls(impatient).idOfNew("alice");

            var records = published(id, 4);

            assertThat(types(records)).containsExactly("created", "assigned", "follow-up-due", "reclaimed");
            checkAgainstTheContract(records.get(2), Set.of(TRACE));
            checkAgainstTheContract(records.get(3), Set.of(TRACE, "operation"));
            assertThat(data(records.get(2)).at("/assignedTo/id").asString()).isEqualTo("alice");
            assertThat(data(records.get(3)).at("/actor/id").asString()).isEqualTo("system");
            assertThat(data(records.get(3)).at("/previousOwner/id").asString()).isEqualTo("alice");
            assertThat(data(records.get(3)).get("reason").asString()).isEqualTo("长期未跟进");
        }
    }

    private static List<ConsumerRecord<String, byte[]>> published(String id, int count) {
        return Records.of(TestStack.shared().bootstrapServers(), Topics.CUSTOMER_EVENTS, id, count);
    }

    private static List<String> types(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record -> Records.attributes(record).type())
                .map(type -> type.replace("crm.customer.", "").replace(".v1", ""))
                .toList();
    }

    private static JsonNode data(ConsumerRecord<String, byte[]> record) {
        return JsonMapper.shared().readTree(record.value());
    }
}
