package com.andejia.crm.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see: the console and the bell in a real browser, on the real system. */
class BrowserIT {
    private static final double AFTER_A_KILL_MILLIS = 60_000;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static Chromium chromium;
    private static RunningSystem system;

    private final List<BrowserContext> devices = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        system = RunningSystem.shared();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void putTheDevicesAway() {
        devices.forEach(BrowserContext::close);
    }

    @Test
    void aCustomerEnteredOnTheLeftRingsOnTheRight() {
        Page page = Screen.open(device(), system);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String customer = customer();

        manager.enterCustomer(customer);

        assertThat(alice.popUpOf(customer)).isVisible();
        assertThat(alice.popUpOf(customer)).containsText("您有新的客户【" + customer + "】，电话：13");
        int unread = Staff.signIn(system, "alice").unread();
        assertThat(alice.badge()).hasText(unread > 99 ? "99+" : String.valueOf(unread));
        assertThat(manager.popUpOf(customer)).isHidden();
        alice.openBell();
        assertThat(alice.listed(customer)).hasCount(1);
        assertThat(alice.popUpOf(customer)).isHidden();
    }

    @Test
    void whatIsReadOnOneDeviceIsReadOnTheOther() {
        Screen phone = Screen.right(Screen.open(device(), system)).signIn("爱丽丝");
        Screen desk = Screen.right(Screen.open(device(), system)).signIn("爱丽丝");
        String customer = customer();
        enter(customer, "alice");
        assertThat(desk.popUpOf(customer)).isVisible();
        phone.openBell();
        desk.openBell();
        assertThat(desk.listed(customer)).not().hasClass(Pattern.compile("read"));

        phone.listed(customer).hover();
        phone.listed(customer).getByRole(AriaRole.BUTTON, Screen.named("标为已读"))
                .click();

        assertThat(desk.listed(customer)).hasClass(Pattern.compile("read"));
        assertThat(phone.listed(customer)).hasClass(Pattern.compile("read"));
    }

    @Test
    void tabsOfOnePersonShareAConnectionWhichOutlivesTheTabThatHadIt() {
        BrowserContext device = device();
        List<Request> streams = streams(device);
        Page first = Screen.open(device, system);
        Screen.right(first).signIn("鲍勃");
        Page second = Screen.open(device, system);
        Screen left = Screen.right(second).signIn("鲍勃");
        String whileBoth = customer();
        enter(whileBoth, "bob");
        assertThat(Screen.right(first).popUpOf(whileBoth)).isVisible();
        assertThat(left.popUpOf(whileBoth)).isVisible();
        assertThat(streams).hasSize(1);

        first.close();

        second.waitForCondition(() -> streams.size() == 2);
        assertThat(streams.get(1).url()).as("goes on where the other was").contains("lastEventId=");
        String afterwards = customer();
        enter(afterwards, "bob");
        left.openBell();
        assertThat(left.listed(afterwards)).hasCount(1);
        assertThat(left.listed(whileBoth)).hasCount(1);
    }

    @Test
    void aBellCatchesUpByItselfAfterTheServiceWasKilled() {
        Screen alice = Screen.right(Screen.open(device(), system)).signIn("爱丽丝");
        String customer = customer();

        system.notificationService().kill();
        assertThat(alice.bell()).hasAttribute("aria-label", Pattern.compile("正在重新连接"));
        enter(customer, "alice");
        system.restartNotificationService();
        system.awaitReady();

        assertThat(alice.popUpOf(customer))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(AFTER_A_KILL_MILLIS));
        assertThat(alice.bell()).not().hasAttribute("aria-label", Pattern.compile("正在重新连接"));
    }

    @Test
    void aPlainPageHearsByTheLoginCookieThoughTheStreamWasRefusedAtFirst() {
        BrowserContext device = device();
        AtomicInteger refusals = new AtomicInteger();
        device.route(Pattern.compile("/api/notifications/stream"), route -> {
            if (refusals.getAndIncrement() == 0) {
                route.fulfill(new Route.FulfillOptions().setStatus(503));
            } else {
                route.resume();
            }
        });
        List<Request> streams = streams(device);
        Staff bob = Staff.signIn(system, "bob");
        Page page = plainPage(device, bob.token());
        Locator bell = page.locator("button.bell");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            page.waitForTimeout(100); // lets the browser's events in
            return streams.size() >= 2;
        });
        assertThat(bell).hasAttribute("aria-label", Pattern.compile("^Notifications, (\\d+|none) unread$"));
        String customer = customer();

        enter(customer, "bob");

        assertThat(page.locator(".toast", new Page.LocatorOptions().setHasText(customer)))
                .isVisible();
        assertThat(streams.get(1).allHeaders()).containsKey("cookie").doesNotContainKey("authorization");
    }

    @Test
    void whatACustomerIsCalledIsTextAndNothingElse() {
        Page page = Screen.open(device(), system);
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String name = "<img src=x onerror=\"document.title='" + customer() + "'\">";

        enter(name, "alice");

        assertThat(alice.popUpOf(name)).isVisible();
        alice.openBell();
        assertThat(alice.listed(name)).hasCount(1);
        assertThat(page).hasTitle("CRM 通知控制台");
    }

    @Test
    void theBellIsUsedWithoutAMouse() {
        Page page = Screen.open(device(), system);
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String customer = customer();
        enter(customer, "alice");
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
    void anImportShowsHowFarItIs() {
        Page page = Screen.open(device(), system);
        Screen manager = Screen.left(page).signIn("王经理");

        manager.tab("导入");
        manager.pane()
                .getByRole(AriaRole.BUTTON, Screen.named("用 60 位示例客户试试"))
                .click();

        assertThat(manager.pane().locator(".counts")).containsText("60 / 60 行：新增 60，重复 0，失败 0");
        assertThat(manager.pane().locator("progress")).hasJSProperty("value", 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nothingStandsInTheWayOfThoseWhoCannotSeeOrPoint(ColorScheme colours) {
        Page page = Screen.open(device(new Browser.NewContextOptions().setColorScheme(colours)), system);
        assertAccessible(page);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String customer = customer();
        manager.enterCustomer(customer);
        assertThat(alice.popUpOf(customer)).isVisible();
        assertAccessible(page);

        alice.openBell();
        assertThat(alice.listed(customer)).isVisible();
        assertAccessible(page);

        alice.list()
                .getByRole(AriaRole.BUTTON, Screen.named("偏好设置"))
                .click();
        assertThat(alice.list().getByLabel("提示音")).isVisible();
        manager.tab("导入");
        assertAccessible(page);
    }

    /** Where motion is, contrast is measured halfway through it: axe looks when it has ended. */
    private static void assertAccessible(Page page) {
        page.evaluate("() => Promise.all(document.getAnimations().map(it => it.finished.catch(() => {})))");
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .extracting(rule -> rule.getId() + ": "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
    }

    private static Page plainPage(BrowserContext device, String token) {
        String address = system.notifications().resolve("/a-page-of-the-crm").toString();
        device.addCookies(List.of(
                new Cookie("crm_session", token).setUrl(system.notifications().toString())));
        device.route(address, route -> route.fulfill(new Route.FulfillOptions()
                .setContentType("text/html")
                .setBody("""
                        <!doctype html><title>A page</title>
                        <script type="module" src="/notification-bell/notification-bell.js"></script>
                        <notification-bell stream="cookie" lang="en"></notification-bell>
                        <script>document.querySelector('notification-bell').tokenProvider = () => '%s';</script>
                        """.formatted(token))));
        Page page = device.newPage();
        page.navigate(address);
        return page;
    }

    private static List<Request> streams(BrowserContext device) {
        List<Request> streams = new ArrayList<>();
        device.onRequest(request -> {
            if (request.url().contains("/api/notifications/stream")) {
                streams.add(request);
            }
        });
        return streams;
    }

    private static void enter(String customer, String owner) {
        Map<String, Object> lead = new HashMap<>(Leads.forOwner(owner));
        lead.put("name", customer);
        assertThat(Staff.signIn(system, "admin").createCustomer(lead).status()).isEqualTo(201);
    }

    private static String customer() {
        return "浏览器客户" + NEXT.incrementAndGet() + "号";
    }

    private BrowserContext device() {
        return device(new Browser.NewContextOptions());
    }

    private BrowserContext device(Browser.NewContextOptions options) {
        BrowserContext device = chromium.device(options);
        devices.add(device);
        return device;
    }
}
