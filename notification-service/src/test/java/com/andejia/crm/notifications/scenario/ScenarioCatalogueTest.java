package com.andejia.crm.notifications.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.events.CustomerAssigned;
import com.andejia.crm.events.CustomerAssignedFromPool;
import com.andejia.crm.events.CustomerCreated;
import com.andejia.crm.events.CustomerEvent;
import com.andejia.crm.events.CustomerFollowUpAdded;
import com.andejia.crm.events.CustomerReclaimed;
import com.andejia.crm.events.CustomerStatusChanged;
import com.andejia.crm.events.CustomerTransferred;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue.Match;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.support.FixedStaff;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import com.andejia.crm.notifications.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Every scenario against the approved sample of its event. */
class ScenarioCatalogueTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final StaffDirectory STAFF =
            new FixedStaff(Map.of("admin", "admin", "manager", "manager", "carol", "operator", "alice", "employee"));

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

    /** Type, recipients, priority, title, content and action of each, as the contract words them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CUSTOMER_ASSIGNED | alice | HIGH | 客户分配通知 | 您有新的客户【测试通知客户】，电话：138****8999，来源：美团，请及时跟进！ | /customers/019ab0de-7a4f-7c3e-9b1d-3f2a6c5e8d01
            CUSTOMER_CREATED | admin,manager,carol | MEDIUM | 新增客户 | 鲍勃 录入了客户【测试通知客户】（138****8999），来源 美团，负责人 爱丽丝 | /customers/019ab0de-7a4f-7c3e-9b1d-3f2a6c5e8d01
            CUSTOMER_ASSIGNED_FROM_POOL | bob | HIGH | 公海客户分配通知 | 王经理 从公海为您分配了客户【测试通知客户】，电话：138****8999，请尽快联系 | /customers/019ab0de-7a4f-7c3e-9b1d-3f2a6c5e8d01
            CUSTOMER_TRANSFERRED | bob | HIGH | 客户转移通知 | 爱丽丝 已把客户【测试通知客户】移交给您，原因：离客户近 | /customers/019ab0de-7a4f-7c3e-9b1d-3f2a6c5e8d01
            CUSTOMER_RECLAIMED | alice | MEDIUM | 客户回收通知 | 客户【测试通知客户】已退回公海，原因：长期未跟进 | /customers/pool
            CUSTOMER_STATUS_CHANGED | alice | MEDIUM | 客户状态更新 | 客户【测试通知客户】：匹配中 → 签约中（王经理） | /customers/019ab0de-7a4f-7c3e-9b1d-3f2a6c5e8d01
            CUSTOMER_FOLLOW_UP_ADDED | alice | MEDIUM | 新的跟进记录 | 王经理 跟进了您的客户【测试通知客户】：客户希望下周一面试 | /customers/019ab0de-7a4f-7c3e-9b1d-3f2a6c5e8d01
            CUSTOMER_FOLLOW_UP_DUE | alice | MEDIUM | 客户待跟进 | 客户【测试通知客户】已有 7 天没有跟进记录 | /customers/019ab0de-7a4f-7c3e-9b1d-3f2a6c5e8d01
            """)
    void theApprovedSampleIsToldToThoseAndInThoseWords(
            String type, String recipients, Priority priority, String title, String content, String actionUrl) {
        NotificationScenario<?> scenario = catalogue().all().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
        Match match = match(type, sampleOf(scenario.event()));
        Template template = templates().require(type);

        assertThat(match.recipients()).containsExactlyInAnyOrder(recipients.split(","));
        assertThat(template.priority()).isEqualTo(priority);
        assertThat(template.title(match.variables())).isEqualTo(title);
        assertThat(template.content(match.variables())).isEqualTo(content);
        assertThat(template.actionUrl(match.variables())).isEqualTo(actionUrl);
    }

    static Stream<Arguments> whatSomebodyDidThemselves() {
        Person alice = person("alice");
        return Stream.of(
                Arguments.of(
                        "CUSTOMER_ASSIGNED_FROM_POOL",
                        new CustomerAssignedFromPool("1", "CUS1", "客户", null, "美团", alice, alice, null, null)),
                Arguments.of(
                        "CUSTOMER_TRANSFERRED",
                        new CustomerTransferred("1", "CUS1", "客户", null, "美团", alice, alice, person("bob"), null)),
                Arguments.of(
                        "CUSTOMER_RECLAIMED",
                        new CustomerReclaimed("1", "CUS1", "客户", null, "美团", alice, alice, null, null)),
                Arguments.of(
                        "CUSTOMER_STATUS_CHANGED",
                        new CustomerStatusChanged("1", "CUS1", "客户", alice, alice, "匹配中", "签约中")),
                Arguments.of(
                        "CUSTOMER_FOLLOW_UP_ADDED",
                        new CustomerFollowUpAdded("1", "CUS1", "客户", alice, alice, "phone", "面试", null)));
    }

    @ParameterizedTest
    @MethodSource("whatSomebodyDidThemselves")
    void nobodyIsToldOfWhatTheyDidThemselves(String type, DomainEvent event) {
        assertThat(match(type, event).recipients()).isEmpty();
    }

    static Stream<Arguments> whatHappensToACustomerOfNobody() {
        return Stream.of(
                Arguments.of(
                        "CUSTOMER_STATUS_CHANGED",
                        new CustomerStatusChanged("1", "CUS1", "客户", person("alice"), null, "匹配中", "签约中")),
                Arguments.of(
                        "CUSTOMER_FOLLOW_UP_ADDED",
                        new CustomerFollowUpAdded("1", "CUS1", "客户", person("alice"), null, "phone", "面试", null)));
    }

    @ParameterizedTest
    @MethodSource("whatHappensToACustomerOfNobody")
    void ofACustomerThatNobodyOwnsNobodyIsTold(String type, DomainEvent event) {
        assertThat(match(type, event).recipients()).isEmpty();
    }

    @Test
    void aReasonThatNobodyGaveIsSaidToBeMissing() {
        var transferred = new CustomerTransferred(
                "1", "CUS1", "客户", null, "美团", person("bob"), person("alice"), person("bob"), null);

        assertThat(templates()
                        .require("CUSTOMER_TRANSFERRED")
                        .content(match("CUSTOMER_TRANSFERRED", transferred).variables()))
                .isEqualTo("bob 已把客户【客户】移交给您，原因：未填写");
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
