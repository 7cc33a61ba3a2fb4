package com.andejia.crm.customers.pool;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.Desk;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.customer.CustomerPool;
import com.andejia.crm.customers.customer.PoolStatistics;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PoolStatisticsIT {
    private static final Instant TODAY = Instant.parse("2025-11-26T16:00:00Z"); // midnight in Shanghai
    private static final Instant MONDAY = Instant.parse("2025-11-23T16:00:00Z");

    private static ServiceUnderTest service;

    @BeforeAll
    static void aPoolOfItsOwn() {
        service = ServiceUnderTest.start(Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void anEmptyPoolIsCountedToo() {
        JsonNode statistics = new Desk(service, "bob").read("/api/customers/public-pool/statistics");

        assertThat(statistics.get("total").asInt()).isZero();
        assertThat(statistics.get("byLeadSource").isEmpty()).isTrue();
        assertThat(statistics.get("enteredToday").asInt()).isZero();
    }

    @Test
    @Order(2)
    void theDatabaseCountsBySourceAndLevelAndByDay() {
        Desk alice = new Desk(service, "alice");
        alice.enter();
        pooled("抖音", TODAY);
        pooled("抖音", TODAY.minusMillis(1));
        pooled("美团", MONDAY);
        String level = pooled("抖音", MONDAY.minusMillis(1));
        change(level, "leadLevel", "O类");

        PoolStatistics statistics =
                service.bean(CustomerPool.class).statistics(TODAY, MONDAY).block();

        assertThat(statistics)
                .isEqualTo(new PoolStatistics(4, Map.of("抖音", 3L, "美团", 1L), Map.of("流失", 3L, "O类", 1L), 1, 3));
        assertThat(statistics.byLeadSource().keySet()).containsExactly("抖音", "美团");
    }

    @Test
    @Order(3)
    void whatHasJustComeInCameInTodayAndThisWeek() {
        JsonNode before = new Desk(service, "bob").read("/api/customers/public-pool/statistics");
        new Desk(service, "alice").enterIntoPool();

        JsonNode after = new Desk(service, "bob").read("/api/customers/public-pool/statistics");

        assertThat(after.get("total").asInt()).isEqualTo(before.get("total").asInt() + 1);
        assertThat(after.get("enteredToday").asInt()).isEqualTo(1);
        assertThat(after.get("enteredThisWeek").asInt()).isEqualTo(1);
    }

    private static String pooled(String source, Instant since) {
        String id = new Desk(service, "alice").enterIntoPool(CustomerBodies.with("leadSource", source));
        change(id, "pooledAt", Date.from(since));
        return id;
    }

    private static void change(String id, String field, Object value) {
        service.bean(ReactiveMongoTemplate.class)
                .execute("customers", customers -> customers.updateOne(eq("_id", id), set(field, value)))
                .blockLast();
    }
}
