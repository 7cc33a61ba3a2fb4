package com.andejia.crm.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people see: the bell in a real browser, on the real system. */
class BrowserIT {
    private static final double AFTER_A_KILL_MILLIS = 60_000;
    private static final String RECONNECTING = "正在重新连接";
    private static final String TOO_MANY = "打开的窗口过多";
    private static final int MORE_THAN_A_PAGE = 21;
    private static final AtomicInteger NEXT = new AtomicInteger();

    @RegisterExtension
    static final Devices DEVICES = new Devices();

    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = RunningSystem.shared();
    }

    @Test
    void aCustomerEnteredOnTheLeftRingsOnTheRight() {
        Page page = Screen.open(DEVICES.device(), system);
        Screen manager = Screen.left(page).signIn("王经理");
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String customer = customer();

        manager.enterCustomer(customer);

        assertThat(alice.popUpOf(customer)).isVisible();
        assertThat(alice.popUpOf(customer)).containsText("您有新的客户【" + customer + "】，电话：13");
        alice.showsUnread(staff("alice").unread());
        assertThat(manager.popUpOf(customer)).isHidden();
        alice.openBell();
        assertThat(alice.listed(customer)).hasCount(1);
        assertThat(alice.popUpOf(customer)).isHidden();
    }

    @Test
    void whatIsReadOnOneDeviceIsReadOnTheOther() {
        Screen phone = signedIn("爱丽丝");
        Screen desk = signedIn("爱丽丝");
        String customer = customer();
        enter(customer, "alice");
        assertThat(desk.popUpOf(customer)).isVisible();
        phone.openBell();

        phone.listed(customer).hover();
        phone.listed(customer).getByLabel("标为已读").click();

        assertThat(desk.popUpOf(customer)).isHidden();
        desk.openBell();
        assertThat(desk.listed(customer)).hasClass(Pattern.compile("read"));
        assertThat(phone.listed(customer)).hasClass(Pattern.compile("read"));

        phone.action(customer, "归档").click();

        assertThat(phone.listed(customer)).hasCount(0);
        assertThat(desk.listed(customer)).hasCount(0);

        phone.button("全部已读").click();

        assertThat(desk.badge()).isHidden();
        assertThat(desk.list().locator(".item:not(.read)")).hasCount(0);
    }

    @Test
    void allIsReadThatWasThereAndNothingThatComesAtThatMoment() {
        Staff staff = staff("bob");
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            enter(customer(), "bob");
        }
        await().until(() -> staff.unread() >= MORE_THAN_A_PAGE);
        String late = customer();
        BrowserContext device = DEVICES.device();
        device.route(Pattern.compile("/mark-all-read$"), route -> {
            int before = staff.unread();
            enter(late, "bob");
            await().until(() -> staff.unread() > before);
            route.resume();
        });
        Screen bob = Screen.right(Screen.open(device, system)).signIn("鲍勃");
        bob.openBell();

        bob.button("全部已读").click();

        bob.showsUnread(1);
        assertThat(bob.listed(late)).not().hasClass(Pattern.compile("read"));
    }

    @Test
    void whatWasPutOffLeavesAndComesBackWithAPopUp() {
        Screen alice = signedIn("爱丽丝");
        String customer = customer();
        enter(customer, "alice");
        assertThat(alice.popUpOf(customer)).isVisible();
        Staff staff = staff("alice");
        String id = staff.notificationsOf("CUSTOMER_ASSIGNED", customer)
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asString();

        staff.snooze(id, Instant.now().plusSeconds(4));

        assertThat(alice.popUpOf(customer)).isHidden();
        alice.openBell();
        assertThat(alice.listed(customer)).hasCount(0);
        alice.closeBell();
        assertThat(alice.popUpOf(customer)).isVisible();
        alice.openBell();
        assertThat(alice.listed(customer)).hasCount(1);
    }

    @Test
    void quietHoursListAndCountButDoNotPopUp() {
        Screen bob = signedIn("鲍勃");
        Staff staff = staff("bob");
        int before = staff.unread();
        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        staff.prefer(Map.of(
                "quietHours",
                Map.of(
                        "enabled",
                        true,
                        "start",
                        now.minusHours(1).toString(),
                        "end",
                        now.plusHours(1).toString(),
                        "zone",
                        "UTC",
                        "letHighThrough",
                        false)));
        try {
            String customer = customer();

            enter(customer, "bob");

            await().until(() -> staff.unread() > before);
            bob.showsUnread(staff.unread());
            assertThat(bob.popUpOf(customer)).isHidden();
            bob.openBell();
            assertThat(bob.listed(customer)).hasCount(1);
        } finally {
            staff.prefer(Map.of("quietHours", Map.of("enabled", false, "letHighThrough", true)));
        }
    }

    @Test
    void whoeverWasErasedLeavesTheScreen() {
        Screen alice = signedIn("爱丽丝");
        String customer = customer();
        String id = enter(customer, "alice");
        alice.openBell();
        assertThat(alice.listed(customer)).hasCount(1);

        staff("admin").erase(id);

        assertThat(alice.listed(customer)).hasCount(0);
    }

    @Test
    void tabsOfOnePersonShareAConnectionWhichOutlivesTheTabThatHadIt() {
        BrowserContext device = DEVICES.device();
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
    void aWindowTooManyStaysAwayUntilSomebodyWantsItBack() {
        BrowserContext device = DEVICES.device();
        List<Request> streams = streams(device);
        Screen bob = Screen.right(Screen.open(device, system)).signIn("鲍勃");

        List<EventStreamClient> others =
                Stream.generate(staff("bob")::stream).limit(8).toList();
        try {
            bob.says(TOO_MANY);
            assertThat(streams).hasSize(1);
            bob.openBell();
            bob.button("重新连接").click();
            bob.saysNothingOf(TOO_MANY);
            assertThat(streams).hasSize(2);
        } finally {
            others.forEach(EventStreamClient::close);
        }
    }

    @Test
    void aBellCatchesUpByItselfAfterTheServiceWasKilled() {
        Screen alice = signedIn("爱丽丝");
        String customer = customer();

        system.notificationService().kill();
        alice.says(RECONNECTING);
        enter(customer, "alice");
        system.restartNotificationService();
        system.awaitReady();

        assertThat(alice.popUpOf(customer))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(AFTER_A_KILL_MILLIS));
        alice.saysNothingOf(RECONNECTING);
    }

    @Test
    void aPlainPageHearsByTheLoginCookieThoughTheStreamWasRefusedAtFirst() {
        BrowserContext device = DEVICES.device();
        AtomicInteger refusals = new AtomicInteger();
        device.route(Pattern.compile("/api/notifications/stream"), route -> {
            if (refusals.getAndIncrement() == 0) {
                route.fulfill(new Route.FulfillOptions().setStatus(503));
            } else {
                route.resume();
            }
        });
        List<Request> streams = streams(device);
        Page page = plainPage(device, staff("bob").token());
        Locator bell = page.locator("button.bell");
        page.waitForCondition(() -> streams.size() >= 2);
        assertThat(bell).hasAttribute("aria-label", Pattern.compile("^Notifications, (\\d+|none) unread$"));
        String customer = customer();

        enter(customer, "bob");

        assertThat(page.locator(".toast", new Page.LocatorOptions().setHasText(customer)))
                .isVisible();
        assertThat(streams.get(1).allHeaders()).containsKey("cookie").doesNotContainKey("authorization");
    }

    @Test
    void whatACustomerIsCalledIsTextAndNothingElse() {
        Page page = Screen.open(DEVICES.device(), system);
        Screen alice = Screen.right(page).signIn("爱丽丝");
        String name = "<img src=x onerror=\"document.title='" + customer() + "'\">";

        enter(name, "alice");

        assertThat(alice.popUpOf(name)).isVisible();
        alice.openBell();
        assertThat(alice.listed(name)).hasCount(1);
        assertThat(page).hasTitle("CRM 通知控制台");
    }

    private static Page plainPage(BrowserContext device, String token) {
        String address = system.notifications().resolve("/a-page-of-the-crm").toString();
        device.addCookies(List.of(
                new Cookie("crm_session", token).setUrl(system.notifications().toString())));
        String body = """
                <!doctype html><title>A page</title>
                <script type="module" src="/notification-bell/notification-bell.js"></script>
                <notification-bell stream="cookie" lang="en"></notification-bell>
                <script>document.querySelector('notification-bell').tokenProvider = () => '%s';</script>
                """;
        device.route(
                address,
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(body.formatted(token))));
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

    private static Screen signedIn(String name) {
        return Screen.right(Screen.open(DEVICES.device(), system)).signIn(name);
    }

    private static Staff staff(String username) {
        return Staff.signIn(system, username);
    }

    /** Answers the customer's id. */
    private static String enter(String customer, String owner) {
        Map<String, Object> lead = new HashMap<>(Leads.forOwner(owner));
        lead.put("name", customer);
        Staff.Reply reply = staff("admin").createCustomer(lead);
        assertThat(reply.status()).isEqualTo(201);
        return reply.body().at("/customerId").asString();
    }

    private static String customer() {
        return "浏览器客户" + NEXT.incrementAndGet() + "号";
    }
}
