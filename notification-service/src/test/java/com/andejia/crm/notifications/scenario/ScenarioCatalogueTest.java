package com.andejia.crm.notifications.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.CustomerEvent;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue.Match;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.template.Templates;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Every scenario against the approved sample of its event. */
class ScenarioCatalogueTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final StaffDirectory STAFF = () -> Set.of("admin", "manager", "carol");

    @Configuration
    @ComponentScan(basePackageClasses = ScenarioCatalogue.class)
    static class Scenarios {}

    static Stream<NotificationScenario<?>> scenarios() {
        return catalogue().all().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioGivesItsTemplateEveryVariableItMentions(NotificationScenario<?> scenario) {
        Match match = match(scenario.type(), sampleOf(scenario.event()));

        assertThat(match.variables().keySet())
                .containsAll(templates().require(scenario.type()).variables());
        assertThat(match.recipients()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noScenarioTellsAPhone(NotificationScenario<?> scenario) {
        assertThat(match(scenario.type(), sampleOf(scenario.event()))
                        .variables()
                        .values())
                .noneMatch(value -> value.matches(".*1[0-9]{10}.*"));
    }

    @Test
    void theOwnerIsToldOfAnAssignmentEvenIfTheyDidItThemselves() {
        assertThat(match("CUSTOMER_ASSIGNED", assigned("alice", "alice")).recipients())
                .containsExactly("alice");
    }

    @Test
    void managersAreToldOfANewCustomerButNeitherItsCreatorNorItsOwner() {
        assertThat(match("CUSTOMER_CREATED", created("manager", "carol")).recipients())
                .containsExactly("admin");
    }

    @Test
    void allManagersAreToldOfALeadThatNobodyOwns() {
        assertThat(match("CUSTOMER_CREATED", created("website", null)).recipients())
                .containsExactlyInAnyOrder("admin", "manager", "carol");
    }

    @Test
    void theTopicsToReadFollowFromTheScenarios() {
        assertThat(catalogue().topics()).containsExactly("crm.customer.events");
    }

    @Test
    void twoScenariosOfOneTypeAreRefused() {
        List<NotificationScenario<?>> twice = List.of(new CustomerAssignedScenario(), new CustomerAssignedScenario());

        assertThatThrownBy(() -> new ScenarioCatalogue(twice, templates(), STAFF))
                .hasMessageContaining("two scenarios are called CUSTOMER_ASSIGNED");
    }

    private static Match match(String type, DomainEvent event) {
        return catalogue()
                .match(event)
                .filter(match -> match.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static ScenarioCatalogue catalogue() {
        ScenarioCatalogue[] found = new ScenarioCatalogue[1];
        new ApplicationContextRunner()
                .withUserConfiguration(Scenarios.class)
                .withBean(StaffDirectory.class, () -> STAFF)
                .withBean(Templates.class, ScenarioCatalogueTest::templates)
                .run(context -> found[0] = context.getBean(ScenarioCatalogue.class));
        return found[0];
    }

    private static Templates templates() {
        Templates[] found = new Templates[1];
        new ApplicationContextRunner()
                .withBean(JsonMapper.class, () -> JSON)
                .withBean(Templates.class)
                .run(context -> found[0] = context.getBean(Templates.class));
        return found[0];
    }

    private static DomainEvent sampleOf(Class<? extends DomainEvent> event) {
        return JSON.treeToValue(ApprovedSample.of(EventTypes.of(event).name()).data(), event);
    }

    private static CustomerEvent created(String actor, @Nullable String owner) {
        return new CustomerCreated(
                "1", "CUS00000000001", "客户", null, "美团", person(actor), owner == null ? null : person(owner), null);
    }

    private static CustomerEvent assigned(String actor, String owner) {
        return new CustomerAssigned(
                "1", "CUS00000000001", "客户", null, "美团", person(actor), person(owner), null, null, null);
    }

    private static Person person(String id) {
        return new Person(id, id);
    }
}
