package com.andejia.crm.customers.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.CustomerBodies;
import com.andejia.crm.customers.CustomerCalls;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.customer.CustomerStatistics.Figures;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.customers.staff.Role;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CustomerStatisticsIT {
    private final ServiceUnderTest service = ServiceUnderTest.shared();
    private final CustomerCalls calls = new CustomerCalls(service);
    private final Customers customers = service.bean(Customers.class);

    /** Somebody whose customers are those of one test. */
    private final Person owner = new Person("stat-" + UUID.randomUUID(), "统计");

    private final Actor employee = new Actor(owner.id(), owner.name(), Set.of(Role.EMPLOYEE));

    @Test
    void aDayBeginsAtTheAgencysMidnight() {
        enter("2025-11-23T15:59:59.999Z", "美团"); // the last moment of Sunday in Shanghai
        enter("2025-11-23T16:00:00Z", "抖音"); // midnight there
        enter("2025-11-24T07:00:00Z", "美团");

        Figures monday = at("2025-11-24T15:59:59Z", "Asia/Shanghai");
        Figures tuesday = at("2025-11-24T16:00:00Z", "Asia/Shanghai");
        Figures elsewhere = at("2025-11-24T15:59:59Z", "UTC");

        assertThat(monday.newToday()).isEqualTo(2);
        assertThat(tuesday.newToday()).isZero();
        assertThat(tuesday.newThisWeek()).isEqualTo(2);
        assertThat(elsewhere.newToday()).isEqualTo(1);
        assertThat(elsewhere.newThisWeek()).isEqualTo(1);
    }

    @Test
    void aWeekBeginsOnMondayAndMayBeginInTheMonthBefore() {
        enter("2025-11-29T16:00:00Z", "美团"); // Sunday, the 30th
        enter("2025-11-30T15:59:59Z", "美团"); // its last second
        enter("2025-11-30T16:00:00Z", "美团"); // Monday, the 1st of December
        enter("2025-12-31T15:59:59Z", "美团"); // Wednesday, the 31st
        enter("2025-12-31T16:00:00Z", "美团"); // the new year

        Figures sunday = at("2025-11-30T12:00:00Z", "Asia/Shanghai");
        Figures newYear = at("2026-01-01T01:00:00Z", "Asia/Shanghai");

        assertThat(sunday.newThisWeek()).isEqualTo(5);
        assertThat(newYear.newThisMonth()).isEqualTo(1);
        assertThat(newYear.newThisWeek()).isEqualTo(2);
        assertThat(newYear.newToday()).isEqualTo(1);
    }

    @Test
    void allAreCountedByEachPropertyAndNobodyElses() {
        enter("2025-11-24T07:00:00Z", "美团");
        enter("2025-11-24T07:00:01Z", "美团");
        enter("2025-11-24T07:00:02Z", "抖音");

        Figures figures = at("2025-11-24T08:00:00Z", "Asia/Shanghai");

        assertThat(figures.total()).isEqualTo(3);
        assertThat(figures.leadSource()).isEqualTo(Map.of("美团", 2L, "抖音", 1L));
        assertThat(figures.leadLevel()).isEqualTo(Map.of("A类", 3L));
        assertThat(figures.contractStatus()).isEqualTo(Map.of("匹配中", 3L));
        assertThat(figures.serviceCategory()).isEmpty();
    }

    @Test
    void theApiTellsAnEmployeeOfTheirOwnAndAManagerOfAll() {
        calls.create("alice", CustomerBodies.with("leadSource", "小红书"));
        JsonNode before = calls.found("bob", "/api/customers/statistics");
        calls.create("alice", CustomerBodies.with("leadSource", "小红书"));
        calls.create("bob", CustomerBodies.with("serviceCategory", "家教"));

        JsonNode bobs = calls.found("bob", "/api/customers/statistics");
        JsonNode all = calls.found("manager", "/api/customers/statistics");

        assertThat(bobs.get("total").asInt()).isEqualTo(before.get("total").asInt() + 1);
        assertThat(bobs.at("/serviceCategory/家教").asInt())
                .isEqualTo(before.at("/serviceCategory/家教").asInt(0) + 1);
        assertThat(all.at("/leadSource/小红书").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(all.get("total").asInt()).isGreaterThan(bobs.get("total").asInt());
        assertThat(all.get("newToday").asInt()).isBetween(3, all.get("total").asInt());
    }

    private Figures at(String now, String zone) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        return new CustomerStatistics(service.bean(CustomerCounts.class), ZoneId.of(zone), clock)
                .of(employee)
                .block();
    }

    private void enter(String createdAt, String leadSource) {
        Instant now = Instant.parse(createdAt);
        CustomerDetails details = new CustomerDetails(
                "客户",
                CustomerBodies.phone(),
                null,
                leadSource,
                "A类",
                "匹配中",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        String id = UUID.randomUUID().toString();
        String number = "CUS" + CustomerBodies.phone();
        var customer = new Customer(id, number, details, Care.by(owner, null, now), owner, now, now, 1);
        var created = new CustomerCreated(id, number, "客户", details.maskedPhone(), leadSource, owner, owner, null);
        customers.add(customer, List.of(created), null, now).block();
    }
}
