package com.andejia.crm.customers.outbox;

import static com.andejia.crm.customers.outbox.PublishedEventsIT.checkAgainstTheContract;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.Desk;
import com.andejia.crm.customers.Records;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.events.Topics;
import com.andejia.crm.localstack.TestStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What handing over, the public pool and batches put on the log is what the contract shows. */
class PublishedPoolEventsIT {
    private static final String POOL = "/api/customers/public-pool";

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final Desk alice = new Desk(service, "alice");
    private final Desk manager = new Desk(service, "manager");

    @Test
    void aTransferNamesBothOwners() throws Exception {
        String id = alice.enter();
        alice.post("/api/customers/" + id + "/transfer", Map.of("to", "bob", "reason", "休假"));

        JsonNode data = approved(id, 3, "crm.customer.transferred.v1", Set.of());

        assertThat(data.at("/previousOwner/id").asString()).isEqualTo("alice");
        assertThat(data.at("/assignedTo/id").asString()).isEqualTo("bob");
        assertThat(data.at("/actor/id").asString()).isEqualTo("alice");
        assertThat(data.get("reason").asString()).isEqualTo("休假");
    }

    @Test
    void aReleaseNamesWhoHasLostTheCustomer() throws Exception {
        String id = alice.enter();
        manager.release(id);

        JsonNode data = approved(id, 3, "crm.customer.reclaimed.v1", Set.of("operation"));

        assertThat(data.at("/previousOwner/id").asString()).isEqualTo("alice");
        assertThat(data.at("/actor/id").asString()).isEqualTo("manager");
    }

    @Test
    void aClaimNamesWhoOwnsTheCustomerNow() throws Exception {
        String id = alice.enterIntoPool();
        Desk newcomer = Desk.ofNewcomer(service);
        newcomer.post(POOL + "/claim", Map.of("customerIds", List.of(id)));

        JsonNode data = approved(id, 4, "crm.customer.claimed.v1", Set.of());

        assertThat(data.get("assignedTo")).isEqualTo(data.get("actor"));
        assertThat(data.at("/assignedTo/name").asString()).isEqualTo("新人");
    }

    @Test
    void anAssignmentFromThePoolStandsForItselfUnlessThereAreSeveral() throws Exception {
        String single = alice.enterIntoPool();
        assign("bob", POOL + "/assign", "reason", List.of(single));
        List<String> several = List.of(alice.enterIntoPool(), alice.enterIntoPool());
        JsonNode outcome = assign("bob", POOL + "/assign", "reason", several);

        approved(single, 4, "crm.customer.assigned-from-pool.v1", Set.of("operation"));
        for (String id : several) {
            JsonNode data = approved(id, 4, "crm.customer.assigned-from-pool.v1", Set.of());
            assertThat(data.at("/operation/id")).isEqualTo(outcome.get("operationId"));
            assertThat(data.at("/operation/size").asInt()).isEqualTo(2);
        }
    }

    @Test
    void everyEventOfABatchCarriesItsOperation() throws Exception {
        List<String> ids = List.of(alice.enter(), alice.enter(), alice.enter());
        JsonNode assigned = assign("bob", "/api/customers/batch-assign", "assignmentReason", ids);
        JsonNode released = Desk.data(
                manager.post("/api/customers/batch-release-to-pool", Map.of("customerIds", ids, "reason", "离职")));

        for (String id : ids) {
            JsonNode first = approved(id, 3, "crm.customer.assigned.v1", Set.of());
            assertThat(first.at("/operation/id")).isEqualTo(assigned.get("operationId"));
            assertThat(first.at("/operation/size").asInt()).isEqualTo(3);
            JsonNode second = approved(id, 4, "crm.customer.reclaimed.v1", Set.of());
            assertThat(second.at("/operation/id")).isEqualTo(released.get("operationId"));
        }
        assertThat(released.get("operationId")).isNotEqualTo(assigned.get("operationId"));
    }

    @Test
    void whatChangesNothingIsNotTold() {
        Desk newcomer = Desk.ofNewcomer(service);
        String id = alice.enter();
        alice.post("/api/customers/" + id + "/transfer", Map.of("to", "alice", "reason", "休假"));
        manager.release(id);
        manager.release(id);
        newcomer.post(POOL + "/claim", Map.of("customerIds", List.of(id)));
        newcomer.post(POOL + "/claim", Map.of("customerIds", List.of(id)));
        assign(newcomer.username(), POOL + "/assign", "reason", List.of(id));
        assign(newcomer.username(), "/api/customers/batch-assign", "assignmentReason", List.of(id));
        manager.patch("/api/customers/" + id + "/assign", Map.of("assignedTo", "alice"));

        assertThat(records(id, 5))
                .extracting(record -> Records.attributes(record).type())
                .containsExactly(
                        "crm.customer.created.v1",
                        "crm.customer.assigned.v1",
                        "crm.customer.reclaimed.v1",
                        "crm.customer.claimed.v1",
                        "crm.customer.assigned.v1");
    }

    private JsonNode assign(String to, String path, String reason, List<String> ids) {
        Map<String, Object> body = new HashMap<>();
        body.put("customerIds", ids);
        body.put("assignedTo", to);
        body.put(reason, "离客户近");
        return Desk.data(manager.post(path, body));
    }

    private JsonNode approved(String id, int place, String type, Set<String> without) throws Exception {
        var record = records(id, place).get(place - 1);
        assertThat(Records.attributes(record).type()).isEqualTo(type);
        assertThat(Records.attributes(record).sequence()).isEqualTo(place);
        checkAgainstTheContract(record, without);
        return JsonMapper.shared().readTree(record.value());
    }

    private static List<ConsumerRecord<String, byte[]>> records(String id, int count) {
        return Records.of(TestStack.shared().bootstrapServers(), Topics.CUSTOMER_EVENTS, id, count);
    }
}
