package com.andejia.crm.customers.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.Records;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.Topics;
import com.andejia.crm.localstack.TestStack;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a write puts on the log is what the contract shows. */
class PublishedEventsIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final String bootstrap = TestStack.shared().bootstrapServers();

    @Test
    void aCreationIsTwoEventsAsApproved() throws Exception {
        Map<String, Object> body = CustomerBodies.with("assignmentReason", "离客户近");
        JsonNode data = create(body);

        var records =
                Records.of(bootstrap, Topics.CUSTOMER_EVENTS, data.get("id").asString(), 2);

        assertThat(records)
                .extracting(record -> Records.attributes(record).type())
                .containsExactly("crm.customer.created.v1", "crm.customer.assigned.v1");
        assertThat(records)
                .extracting(ConsumerRecord::partition)
                .containsOnly(records.get(0).partition());
        checkAgainstTheContract(records.get(0), Set.of("operation"));
        checkAgainstTheContract(records.get(1), Set.of("operation", "previousOwner"));
        assertThat(Records.attributes(records.get(0)).time())
                .isEqualTo(data.get("createdAt").asString());
        assertThat(Records.attributes(records.get(0)).traceparent()).startsWith("00-" + TRACE + "-");
        JsonNode created = JsonMapper.shared().readTree(records.get(0).value());
        assertThat(created.get("customerNo")).isEqualTo(data.get("customerId"));
        assertThat(created.at("/actor/id").asString()).isEqualTo("alice");
        assertThat(new String(records.get(0).value(), StandardCharsets.UTF_8))
                .doesNotContain(body.get("phone").toString());
    }

    @Test
    void anAssignmentNamesThePreviousOwner() throws Exception {
        String id = create(CustomerBodies.valid()).get("id").asString();
        service.as("manager")
                .patch()
                .uri("/api/customers/{id}/assign", id)
                .bodyValue(Map.of("assignedTo", "bob", "assignmentReason", "离客户近"))
                .exchange()
                .expectStatus()
                .isOk();

        var record = Records.of(bootstrap, Topics.CUSTOMER_EVENTS, id, 3).get(2);

        checkAgainstTheContract(record, Set.of("operation"));
        JsonNode assigned = JsonMapper.shared().readTree(record.value());
        assertThat(assigned.at("/previousOwner/id").asString()).isEqualTo("alice");
        assertThat(assigned.at("/assignedTo/name").asString()).isEqualTo("鲍勃");
        assertThat(assigned.at("/actor/name").asString()).isEqualTo("王经理");
    }

    @Test
    void seededStaffAreOnTheStaffTopic() throws Exception {
        checkAgainstTheContract(
                Records.of(bootstrap, Topics.STAFF_EVENTS, "alice", 1).get(0), Set.of("traceparent"));
    }

    @Test
    void theTopicsAreMadeAsTheContractSays() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            assertThat(policy(admin, Topics.CUSTOMER_EVENTS)).isEqualTo("delete");
            assertThat(policy(admin, Topics.STAFF_EVENTS)).isEqualTo("compact");
            assertThat(admin.describeTopics(List.of(Topics.CUSTOMER_EVENTS))
                            .allTopicNames()
                            .get()
                            .get(Topics.CUSTOMER_EVENTS)
                            .partitions())
                    .hasSize(12);
        }
    }

    private static String policy(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("cleanup.policy")
                .value();
    }

    /** The schema, and the approved sample but for its optional parts that this event has no reason to have. */
    static void checkAgainstTheContract(ConsumerRecord<String, byte[]> record, Set<String> without) throws Exception {
        EventAttributes attributes = Records.attributes(record);
        ApprovedSample sample = ApprovedSample.of(attributes.type());
        JsonNode data = JsonMapper.shared().readTree(record.value());
        assertThat(record.topic()).isEqualTo(sample.topic());
        assertThat(record.key()).isEqualTo(attributes.subject());
        assertThat(attributes.source()).isEqualTo("customer-service");
        assertThat(Set.copyOf(Records.headerNames(record)))
                .isEqualTo(minus(sample.headers().keySet(), without));
        assertThat(Set.copyOf(data.propertyNames()))
                .isEqualTo(minus(Set.copyOf(sample.data().propertyNames()), without));
        String schema = new ClassPathResource("schemas/" + attributes.type() + ".json")
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(data))
                .isEmpty();
    }

    private static Set<String> minus(Set<String> names, Set<String> without) {
        Set<String> rest = new TreeSet<>(names);
        rest.removeAll(without);
        return rest;
    }

    private JsonNode create(Map<String, Object> body) {
        return service.as("alice")
                .post()
                .uri("/api/customers")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("data");
    }
}
