package com.andejia.crm.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console's pages in a real browser, on the real system; and that everybody can use them. */
class BrowserPagesIT {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Pattern TOMORROW_AT_NINE = Pattern.compile("再次提醒：明天 0?9:00");

    @RegisterExtension
    static final Devices DEVICES = new Devices();

    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = RunningSystem.shared();
    }

    @Test
    void anImportShowsHowFarItIs() {
        Screen manager = Screen.left(Screen.open(DEVICES.device(), system)).signIn("王经理");

        manager.tab("导入");
        manager.button("用 60 位示例客户试试").click();

        assertThat(manager.pane().locator(".counts")).containsText("60 / 60 行：新增 60，重复 0，失败 0");
        assertThat(manager.pane().locator("progress")).hasJSProperty("value", 1);
    }

    @Test
    void managersSeeWhatScreensHaveShownAndHowFast() {
        Page page = Screen.open(DEVICES.device(), system);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        Staff staff = Staff.signIn(system, "manager");
        int before = staff.displayed("CUSTOMER_ASSIGNED");
        String customer = customer();
        manager.enterCustomer(customer);
        assertThat(alice.popUpOf(customer)).isVisible();
        await().until(() -> staff.displayed("CUSTOMER_ASSIGNED") > before);

        manager.tab("统计");

        assertThat(bar(manager, "分配给我的客户")).hasText(Pattern.compile("^[1-9]\\d*$"));
        assertThat(bar(manager, "事件 → 显示")).hasText(Pattern.compile("^\\d+ / \\d+ / \\d+$"));
    }

    @Test
    void whoeverWondersWhyIsTold() {
        Page page = Screen.open(DEVICES.device(), system);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String customer = customer();
        manager.enterCustomer(customer);
        Locator row = alice.pane().locator(".notifications li", new Locator.LocatorOptions().setHasText(customer));

        row.locator("summary").click();

        assertThat(row).containsText("您是这类通知的接收人，且没有关闭它");
        assertThat(row).containsText("crm.customer.assigned.v1");
    }

    @Test
    void anAdminSeesWhetherPeopleAreToldAndWhatCouldNotBe() throws Exception {
        String customer = Staff.signIn(system, "manager")
                .createCustomer(Leads.forOwner("alice"))
                .body()
                .at("/data/id")
                .asString();
        String poison = "poison-" + NEXT.incrementAndGet();
        try (var outsider = new Outsider(system)) {
            outsider.send("crm.customer.events", poison, "{\"customerName\":\"张三\"")
                    .get(10, TimeUnit.SECONDS);
        }
        Page page = Screen.open(DEVICES.device(), system);
        Screen admin = Screen.left(page).signIn("管理员");

        admin.tab("运维");
        Locator ops = admin.pane().locator(".ops");

        assertThat(ops.locator("tr", new Locator.LocatorOptions().setHasText("crm-feed"))
                        .locator(".number")
                        .first())
                .hasText("0");
        assertThat(ops.locator(".tiles")).not().containsText("未知");
        Locator letter = deadLetter(admin, poison);
        letter.locator("summary").click();
        assertThat(letter).containsText("header ce_specversion is missing");
        assertThat(letter).containsText("{\"customerName\":\"***\"");
        assertAccessible(page);
        letter.getByLabel("丢弃原因").fill("测试数据");
        page.waitForResponse(
                answer -> answer.url().contains("ops/dead-letters"),
                () -> admin.button("刷新").click());
        assertThat(letter.getByLabel("丢弃原因")).hasValue("测试数据");
        letter.getByRole(AriaRole.BUTTON, Screen.named("丢弃")).click();
        assertThat(letter).hasCount(0);

        admin.pane().getByLabel("对象 id").fill(customer);
        await().untilAsserted(() -> {
            admin.button("先试算").click();
            assertThat(ops.locator(".counts")).containsText("试算完成");
            assertThat(ops.locator(".counts"))
                    .containsText(
                            Pattern.compile("将补发 0 条，已有 [2-9]"),
                            new LocatorAssertions.ContainsTextOptions().setTimeout(500));
        });
        assertThat(ops.locator("progress")).hasJSProperty("value", 1);
    }

    @Test
    void anAdminCorrectsWhatNobodyKnewAndItsOwnerIsTold() throws Exception {
        String customer = customer();
        Page page = Screen.open(DEVICES.device(), system);
        Screen admin = Screen.left(page).signIn("管理员");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String id = "misspelt-" + NEXT.incrementAndGet();
        try (var outsider = new Outsider(system)) {
            outsider.assigned("crm.customer.asigned.v1", id, customer, "alice").get(10, TimeUnit.SECONDS);
        }

        admin.tab("运维");
        Locator letter = deadLetter(admin, id);
        letter.locator("summary").click();
        assertThat(letter).containsText("unknown type crm.customer.asigned.v1");
        letter.getByLabel("修正事件类型").fill("crm.customer.assigned.v1");
        letter.getByRole(AriaRole.BUTTON, Screen.named("重新投递")).click();

        assertThat(alice.popUpOf(customer)).isVisible();
        assertThat(letter).hasCount(0);
    }

    /** The one with this key, as soon as it is listed. */
    private static Locator deadLetter(Screen admin, String key) {
        Locator letter = admin.pane().locator(".letters li", new Locator.LocatorOptions().setHasText(key));
        await().untilAsserted(() -> {
            admin.button("刷新").click();
            assertThat(letter).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(500));
        });
        return letter;
    }

    @Test
    void theDocumentationOfTheApiWorksUnderTheSameRules() {
        Page page = DEVICES.device().newPage();

        page.navigate(system.notifications().resolve("/swagger-ui.html").toString());

        assertThat(page.locator(".opblock").first()).isVisible();
    }

    @Test
    void theBellIsUsedWithoutAMouse() {
        Page page = Screen.open(DEVICES.device(), system);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String customer = customer();
        manager.enterCustomer(customer);
        assertThat(alice.popUpOf(customer)).isVisible();
        int unread = Staff.signIn(system, "alice").unread();

        alice.bell().focus();
        page.keyboard().press("Enter");
        assertThat(alice.list()).isFocused();
        assertThat(alice.listed(customer)).isVisible();
        alice.list().locator(".open").first().focus();
        page.keyboard().press("ArrowDown");
        assertThat(alice.list().locator(".open").nth(1)).isFocused();
        page.keyboard().press("Home");
        page.keyboard().press("Enter");
        assertThat(alice.list()).isHidden();
        await().untilAsserted(
                        () -> assertThat(Staff.signIn(system, "alice").unread()).isEqualTo(unread - 1));

        alice.bell().focus();
        page.keyboard().press("Enter");
        page.keyboard().press("Escape");
        assertThat(alice.bell()).isFocused();
    }

    @Test
    void whatIsPutOffSaysUntilWhenAndIsUnreadAgainAtOnceIfWantedWithoutAMouse() {
        Page page = Screen.open(DEVICES.device(), system);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String customer = customer();
        manager.enterCustomer(customer);
        alice.bell().focus();
        page.keyboard().press("Enter");
        alice.listed(customer).locator(".open").focus();

        page.keyboard().press("Tab");
        assertThat(alice.action(customer, "标为已读")).isFocused();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.keyboard().press("Escape");
        assertThat(alice.action(customer, "稍后提醒")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        assertThat(alice.listed(customer)).hasCount(0);
        assertThat(alice.list()).containsText(TOMORROW_AT_NINE);
        assertThat(alice.list().locator(".open:focus")).hasCount(1);

        alice.showListed("稍后");
        assertThat(alice.listed(customer)).containsText(TOMORROW_AT_NINE);
        alice.action(customer, "恢复未读").focus();
        page.keyboard().press("Enter");
        assertThat(alice.listed(customer)).hasCount(0);
        alice.showListed("未读");
        assertThat(alice.listed(customer)).hasCount(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nothingStandsInTheWayOfThoseWhoCannotSeeOrPoint(ColorScheme colours) {
        Page page = Screen.open(DEVICES.device(new Browser.NewContextOptions().setColorScheme(colours)), system);
        assertAccessible(page);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String customer = customer();
        manager.enterCustomer(customer);
        assertThat(alice.popUpOf(customer)).isVisible();
        assertAccessible(page);

        manager.tab("统计");
        assertThat(manager.pane().locator(".bar").first()).isVisible();
        alice.openBell();
        alice.listed(customer).hover();
        alice.action(customer, "稍后提醒").click();
        assertAccessible(page);

        manager.tab("导入");
        alice.openBell();
        alice.list().getByLabel("偏好设置").click();
        assertThat(alice.list().getByLabel("提示音")).isVisible();
        assertAccessible(page);
    }

    @Test
    void anAdministratorEditsATextSeesItFilledInAndGoesBack() {
        Screen admin = Screen.left(Screen.open(DEVICES.device(), system)).signIn("管理员");
        admin.tab("模板");
        admin.pane().getByLabel("搜索名称和内容").fill("退回公海的客户");
        assertThat(admin.pane().locator(".templates li")).hasCount(2);
        admin.pane().locator(".templates button").first().click();
        Locator title = admin.pane().getByLabel("标题");
        Locator preview = admin.pane().locator(".preview");

        title.fill("{{nobody}} 已回公海");
        assertThat(preview).containsText("未知变量 {{nobody}}");
        title.fill(" 已回公海");
        title.press("Home");
        admin.pane().locator(".chips").getByText("{{customerName}}").click();
        assertThat(title).hasValue("{{customerName}} 已回公海");
        assertThat(preview).containsText("张女士 已回公海");
        admin.button("保存").click();
        assertThat(admin.said()).hasText(Pattern.compile("已保存为第 \\d+ 版"));
        assertThat(admin.pane().locator(".versions li").first()).containsText("管理员");

        admin.button("恢复到此版本：出厂版本").click();

        assertThat(title).hasValue("客户回收通知");
        assertThat(admin.pane().locator(".versions li").first()).containsText("恢复自出厂版本");
    }

    @Test
    void whoeverAnnouncesSomethingSeesHowFarItHasCome() {
        Page page = Screen.open(DEVICES.device(), system);
        Screen admin = Screen.left(page).signIn("管理员");
        Screen manager = Screen.right(page).signIn("王经理");
        String text = customer() + "今晚升级";
        admin.tab("公告");
        admin.pane().getByLabel("发给").selectOption("manager");
        admin.pane().getByLabel("内容").fill(text);

        admin.button("发布公告").click();

        assertThat(manager.popUpOf(text)).isVisible();
        Locator sent = admin.pane().locator(".sent li");
        assertThat(sent).containsText(Pattern.compile("已送达 ([1-9]\\d*) / \\1 人"));
        admin.tab("模板");
        admin.tab("公告");
        assertThat(sent).containsText(text);
    }

    @Test
    void whoeverPrefersEnglishIsSpokenToInEnglish() {
        Staff staff = Staff.signIn(system, "bob");
        staff.prefer(Map.of("locale", "en"));
        try {
            Screen bob = Screen.left(Screen.open(DEVICES.device(), system)).signIn("鲍勃");

            bob.tab("New customer");

            assertThat(bob.button("Create")).isVisible();
            assertThat(bob.bell()).hasAttribute("title", Pattern.compile("^Notifications, "));
        } finally {
            staff.prefer(Map.of("locale", "zh-CN"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void norOfThoseWhoWriteForAllOnADeskOrAPhone(ColorScheme colours) {
        int width = colours == ColorScheme.DARK ? 390 : 1280;
        Page page = Screen.open(
                DEVICES.device(
                        new Browser.NewContextOptions().setColorScheme(colours).setViewportSize(width, 844)),
                system);
        Screen texts = Screen.left(page).signIn("管理员");
        Screen announcements = Screen.right(page).signIn("管理员");
        texts.tab("模板");
        assertThat(texts.pane().locator(".templates button").first()).isVisible();
        announcements.tab("公告");
        assertAccessible(page);

        texts.pane().locator(".templates button").nth(1).click();
        assertThat(texts.pane().locator(".preview b").first()).isVisible();
        assertThat(texts.pane().locator(".versions li").first()).isVisible();
        assertAccessible(page);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("nothing is wider than the screen")
                .isEqualTo(width);
    }

    private static Locator bar(Screen screen, String name) {
        return screen.pane().locator(".bar:has(> span:text-is('%s')) b".formatted(name));
    }

    /** Contrast would be measured halfway through a motion. */
    private static void assertAccessible(Page page) {
        Screen.awaitRest(page);
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .extracting(rule -> rule.getId() + ": "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
    }

    private static String customer() {
        return "页面客户" + NEXT.incrementAndGet() + "号";
    }
}
