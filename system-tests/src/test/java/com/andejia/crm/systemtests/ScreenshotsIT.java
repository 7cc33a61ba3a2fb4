package com.andejia.crm.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Makes the pictures of the documents, with -Pscreenshots, of what a day's work has left. */
@Tag("screenshots")
class ScreenshotsIT {
    private static final Path FOLDER = Path.of("../docs/images");

    @RegisterExtension
    static final Devices DEVICES = new Devices();

    private static RunningSystem system;

    @BeforeAll
    static void aDay() {
        system = RunningSystem.shared();
        Staff manager = Staff.signIn(system, "manager");
        Staff bob = Staff.signIn(system, "bob");
        String hers = enter("赵女士", "alice");
        String his = enter("孙先生", "bob");
        expect(200, manager.patch("/api/customers/" + hers, Map.of("version", 1, "contractStatus", "匹配中")));
        expect(
                201,
                manager.post(
                        "/api/customers/" + hers + "/follow-ups", Map.of("type", "phone", "content", "约好周六下午到家里面谈")));
        expect(200, bob.post("/api/customers/" + his + "/transfer", Map.of("to", "alice", "reason", "离客户家近")));
        expect(202, Staff.signIn(system, "admin").announce(Map.of("content", "今晚 22:00 系统升级，约十分钟")));
    }

    @Test
    void ofTheConsole() {
        Page page = Screen.open(DEVICES.device(desk(ColorScheme.LIGHT)), system);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        manager.enterCustomer("陈先生");
        assertThat(alice.popUpOf("陈先生")).isVisible();
        manager.enterCustomer("李女士");
        assertThat(alice.popUpOf("李女士")).isVisible();
        assertThat(alice.pane().locator(".notifications").getByText("李女士")).isVisible();
        picture(page, "console");
    }

    @Test
    void ofTheBell() {
        Page page = Screen.open(DEVICES.device(desk(ColorScheme.DARK)), system);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        manager.tab("导入");
        manager.button("用 60 位示例客户试试").click();
        assertThat(manager.pane().locator(".counts")).containsText("60 / 60");
        alice.openBell();
        assertThat(alice.listed("30 位")).isVisible();
        picture(page, "bell-dark");
    }

    @Test
    void ofTheBellOnAPhone() {
        Page page = Screen.open(DEVICES.device(phone()), system);
        Screen alice = Screen.right(page).signIn("爱丽丝");
        alice.openBell();
        assertThat(alice.list().locator(".item").first()).isVisible();
        picture(page, "bell-phone");
    }

    @Test
    void ofTheStatistics() {
        Page page = Screen.open(DEVICES.device(desk(ColorScheme.LIGHT)), system);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        alice.openBell();
        await().until(() -> Staff.signIn(system, "manager").displayed("SYSTEM_ANNOUNCEMENT") > 0);
        manager.tab("统计");
        assertThat(manager.pane().locator(".bar").first()).isVisible();
        alice.openBell();
        alice.list().getByLabel("偏好设置").click();
        assertThat(alice.list().getByLabel("提示音")).isVisible();
        picture(page, "statistics");
    }

    @Test
    void ofWhatAnAdministratorWrites() {
        Page page = Screen.open(DEVICES.device(desk(ColorScheme.LIGHT)), system);
        Screen texts = Screen.left(page).signIn("管理员");
        Screen announcements = Screen.right(page).signIn("管理员");
        texts.tab("模板");
        texts.pane().locator("[data-type=CUSTOMER_TRANSFERRED]").click();
        texts.pane().getByLabel("标题").fill("{{previousOwner}} 移交了客户");
        assertThat(texts.pane().locator(".preview")).containsText("鲍勃 移交了客户");
        announcements.tab("公告");
        announcements.pane().getByLabel("内容").fill("本周五 17:30 例会，请准时参加");
        announcements.button("发布公告").click();
        assertThat(announcements.pane().locator(".counts")).containsText("已送达 3 / 3 人");
        picture(page, "administration");
    }

    @Test
    void ofATextOnAPhoneInTheDark() {
        Page page = Screen.open(DEVICES.device(phone().setColorScheme(ColorScheme.DARK)), system);
        Screen texts = Screen.left(page).signIn("管理员");
        texts.tab("模板");
        texts.pane().locator("[data-type=CUSTOMER_TRANSFERRED]").click();
        assertThat(texts.pane().locator(".versions li").first()).isVisible();
        picture(page, "administration-phone");
    }

    @Test
    void ofWhatWasPutOff() {
        Page page = Screen.open(DEVICES.device(desk(ColorScheme.DARK)), system);
        Screen alice = Screen.right(page).signIn("爱丽丝");
        alice.openBell();
        alice.listed("赵女士").last().hover();
        alice.listed("赵女士").last().getByLabel("稍后提醒").click();
        alice.list().getByText("明天").click();
        alice.showListed("稍后");
        assertThat(alice.listed("赵女士")).hasCount(1);
        picture(page, "bell-later");
    }

    @Test
    void ofOperations() throws Exception {
        try (var outsider = new Outsider(system)) {
            outsider.send("crm.customer.events", "K-1", "{\"customerName\":\"张三\"")
                    .get(10, TimeUnit.SECONDS);
            outsider.assigned("crm.customer.asigned.v1", "K-2", "周女士", "alice").get(10, TimeUnit.SECONDS);
        }
        Page page = Screen.open(DEVICES.device(desk(ColorScheme.LIGHT)), system);
        Screen admin = Screen.left(page).signIn("管理员");
        Screen.right(page).signIn("爱丽丝");
        admin.tab("导入");
        admin.button("用 60 位示例客户试试").click();
        assertThat(admin.pane().locator(".counts")).containsText("60 / 60");
        admin.tab("运维");
        assertThat(admin.pane().locator("td.number").filter(new Locator.FilterOptions().setHasText("…")))
                .hasCount(0);
        Locator letter = admin.pane().locator(".letters li", new Locator.LocatorOptions().setHasText("未知类型"));
        await().until(() -> {
            admin.button("刷新").click();
            return letter.count() > 0;
        });
        letter.first().locator("summary").click();
        admin.button("先试算").click();
        assertThat(admin.pane().locator(".ops .counts")).containsText("试算完成");
        Screen.awaitRest(page);
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve("operations.png")));
    }

    private static void picture(Page page, String name) {
        Screen.awaitRest(page);
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }

    private static String enter(String name, String owner) {
        Map<String, Object> lead = new HashMap<>(Leads.forOwner(owner));
        lead.put("name", name);
        Staff.Reply reply = Staff.signIn(system, "admin").createCustomer(lead);
        expect(201, reply);
        return reply.body().at("/customerId").asString();
    }

    private static void expect(int status, Staff.Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    }

    private static Browser.NewContextOptions desk(ColorScheme colours) {
        return new Browser.NewContextOptions().setViewportSize(1280, 880).setColorScheme(colours);
    }

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setHasTouch(true);
    }
}
