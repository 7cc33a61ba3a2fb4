package com.andejia.crm.notifications.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.events.ContractCreated;
import com.andejia.crm.events.ContractStatusChanged;
import com.andejia.crm.events.ContractWorkerChanged;
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
import com.andejia.crm.events.ResumeAssigned;
import com.andejia.crm.events.ResumeOrderStatusChanged;
import com.andejia.crm.events.ResumeStatusChanged;
import com.andejia.crm.events.StaffPermissionChanged;
import com.andejia.crm.events.SystemAnnounced;
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
import tools.jackson.databind.node.ObjectNode;

/** Every scenario against the approved sample of its event. */
class ScenarioCatalogueTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final StaffDirectory STAFF = new FixedStaff(Map.of(
            "admin", "admin", "manager", "manager", "carol", "operator", "alice", "employee", "bob", "employee"));

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
    void aScenarioHasAWordForWhateverItsProducerLeavesOut(NotificationScenario<?> scenario) {
        Match whole = match(scenario.type(), sampleOf(scenario.event()));
        Match bare = match(scenario.type(), withoutWhatIsOptional(scenario.event()));

        assertThat(bare.variables())
                .hasSameSizeAs(whole.variables())
                .containsKeys(whole.variables().keySet().toArray(String[]::new));
    }

    private static DomainEvent withoutWhatIsOptional(Class<? extends DomainEvent> event) {
        ObjectNode data =
                ApprovedSample.of(EventTypes.of(event).name()).data().deepCopy().asObject();
        Stream.of(event.getRecordComponents())
                .filter(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .forEach(component -> data.remove(component.getName()));
        return JSON.treeToValue(data, event);
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
    void anAnnouncementIsForEverybodyButTheOneWhoMadeIt() {
        var forAll = new SystemAnnounced("1", "今晚升级", null, null, null, person("admin"));

        assertThat(match("SYSTEM_ANNOUNCEMENT", forAll).recipients())
                .containsExactlyInAnyOrder("manager", "carol", "alice", "bob");
    }

    @Test
    void anAnnouncementForARoleIsForThoseOnly() {
        var forManagers = new SystemAnnounced("1", "周会改期", null, null, "manager", person("admin"));

        assertThat(match("SYSTEM_ANNOUNCEMENT", forManagers).recipients()).containsExactly("manager");
    }

    @Test
    void anAnnouncementThatLeadsNowhereLeadsToTheListOfNotifications() {
        var announced = new SystemAnnounced("1", "今晚升级", null, null, null, null);

        assertThat(templates()
                        .require("SYSTEM_ANNOUNCEMENT")
                        .actionUrl(match("SYSTEM_ANNOUNCEMENT", announced).variables()))
                .isEqualTo("/notifications");
    }

    @Test
    void whatNobodyDidIsToldAsDoneByTheSystem() {
        var changed = new StaffPermissionChanged("alice", "可以导入客户", null);

        assertThat(templates()
                        .require("PERMISSION_CHANGED")
                        .content(match("PERMISSION_CHANGED", changed).variables()))
                .isEqualTo("系统 调整了您的权限：可以导入客户");
    }

    @Test
    void aManagerWhoDrawsUpAContractIsNotToldButItsOwnerAndTheOtherManagersAre() {
        var created = new ContractCreated("1", "HT1", "客户", null, person("alice"), person("manager"), null);

        assertThat(match("CONTRACT_CREATED", created).recipients())
                .containsExactlyInAnyOrder("alice", "admin", "carol");
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
            RESUME_CREATED | admin,manager,carol | MEDIUM | 新增简历 | 鲍勃 录入了简历【李阿姨】，工种 月嫂 | /resumes/019ab0de-9c10-7a11-8b22-5d6e7f809101
            RESUME_ASSIGNED | alice | HIGH | 简历分配通知 | 简历【李阿姨】现由您负责，请尽快跟进 | /resumes/019ab0de-9c10-7a11-8b22-5d6e7f809101
            RESUME_STATUS_CHANGED | alice | MEDIUM | 简历状态更新 | 简历【李阿姨】：待审核 → 已上架 | /resumes/019ab0de-9c10-7a11-8b22-5d6e7f809101
            RESUME_ORDER_STATUS_CHANGED | alice | MEDIUM | 接单状态更新 | 【李阿姨】接单状态：待接单 → 已接单 | /resumes/019ab0de-9c10-7a11-8b22-5d6e7f809101
            RESUME_FOLLOW_UP_DUE | alice | MEDIUM | 简历待跟进 | 简历【李阿姨】已有 7 天没有跟进记录 | /resumes/019ab0de-9c10-7a11-8b22-5d6e7f809101
            CONTRACT_CREATED | alice,admin,manager,carol | HIGH | 新建合同 | 已为客户【测试通知客户】建立合同 HT20251124001 | /contracts/019ab0de-b3d2-7c44-9d55-6e7f8091a2b3
            CONTRACT_SIGNED | alice,admin,manager,carol | HIGH | 合同已签署 | 客户【测试通知客户】的合同 HT20251124001 已完成签署 | /contracts/019ab0de-b3d2-7c44-9d55-6e7f8091a2b3
            CONTRACT_WORKER_CHANGED | alice | HIGH | 合同更换服务人员 | 合同 HT20251124001 的服务人员由 李阿姨 换为 张阿姨 | /contracts/019ab0de-b3d2-7c44-9d55-6e7f8091a2b3
            CONTRACT_STATUS_CHANGED | alice | MEDIUM | 合同状态更新 | 合同 HT20251124001：待签署 → 履行中 | /contracts/019ab0de-b3d2-7c44-9d55-6e7f8091a2b3
            CONTRACT_EXPIRING_SOON | alice | HIGH | 合同即将到期 | 合同 HT20251124001 还有 30 天到期，请与客户【测试通知客户】沟通续签 | /contracts/019ab0de-b3d2-7c44-9d55-6e7f8091a2b3
            SYSTEM_ANNOUNCEMENT | alice,bob | HIGH | 系统公告 | 系统将于今晚 22:00 升级，预计 30 分钟 | /announcements/upgrade
            PERMISSION_CHANGED | alice | HIGH | 权限变更 | 管理员 调整了您的权限：角色由 employee 变为 manager | /profile
            ACCOUNT_SECURITY | alice | HIGH | 账号安全 | 您的账号在新设备上登录 | /profile
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
                        new CustomerFollowUpAdded("1", "CUS1", "客户", alice, alice, "phone", "面试", null)),
                Arguments.of("RESUME_ASSIGNED", new ResumeAssigned("1", "李阿姨", alice, alice, null, null, null)),
                Arguments.of("RESUME_STATUS_CHANGED", new ResumeStatusChanged("1", "李阿姨", alice, alice, null, "已上架")),
                Arguments.of(
                        "RESUME_ORDER_STATUS_CHANGED",
                        new ResumeOrderStatusChanged("1", "李阿姨", alice, alice, null, "已接单")),
                Arguments.of(
                        "CONTRACT_WORKER_CHANGED",
                        new ContractWorkerChanged("1", "HT1", "客户", null, alice, alice, null, "张阿姨", null)),
                Arguments.of(
                        "CONTRACT_STATUS_CHANGED",
                        new ContractStatusChanged("1", "HT1", "客户", null, alice, alice, null, "履行中", null)),
                Arguments.of("PERMISSION_CHANGED", new StaffPermissionChanged("alice", "可以导入客户", alice)));
    }

    @ParameterizedTest
    @MethodSource("whatSomebodyDidThemselves")
    void nobodyIsToldOfWhatTheyDidThemselves(String type, DomainEvent event) {
        assertThat(match(type, event).recipients()).isEmpty();
    }

    static Stream<Arguments> whatIsNobodys() {
        return Stream.of(
                Arguments.of(
                        "CUSTOMER_STATUS_CHANGED",
                        new CustomerStatusChanged("1", "CUS1", "客户", person("alice"), null, "匹配中", "签约中")),
                Arguments.of(
                        "CUSTOMER_FOLLOW_UP_ADDED",
                        new CustomerFollowUpAdded("1", "CUS1", "客户", person("alice"), null, "phone", "面试", null)),
                Arguments.of(
                        "RESUME_STATUS_CHANGED",
                        new ResumeStatusChanged("1", "李阿姨", null, person("bob"), "待审核", "已上架")),
                Arguments.of(
                        "RESUME_ORDER_STATUS_CHANGED",
                        new ResumeOrderStatusChanged("1", "李阿姨", null, person("bob"), "待接单", "已接单")));
    }

    @ParameterizedTest
    @MethodSource("whatIsNobodys")
    void ofWhatNobodyLooksAfterNobodyIsTold(String type, DomainEvent event) {
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
        assertThat(catalogue().topics())
                .containsExactly(
                        "crm.contract.events", "crm.customer.events", "crm.resume.events", "crm.system.events");
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

    static ScenarioCatalogue catalogue() {
        ScenarioCatalogue[] found = new ScenarioCatalogue[1];
        new ApplicationContextRunner()
                .withUserConfiguration(Scenarios.class)
                .withBean(StaffDirectory.class, () -> STAFF)
                .withBean(Templates.class, ScenarioCatalogueTest::templates)
                .run(context -> found[0] = context.getBean(ScenarioCatalogue.class));
        return found[0];
    }

    static Templates templates() {
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
