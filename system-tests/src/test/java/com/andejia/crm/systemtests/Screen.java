package com.andejia.crm.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** One half of the console page: what its person sees and does there. */
final class Screen {
    private final Page page;
    private final Locator pane;

    private Screen(Page page, int place) {
        this.page = page;
        this.pane = page.locator(".pane").nth(place);
    }

    static Page open(BrowserContext device, RunningSystem system) {
        Page page = device.newPage();
        page.navigate(system.notifications().toString());
        return page;
    }

    static Screen left(Page page) {
        return new Screen(page, 0);
    }

    static Screen right(Page page) {
        return new Screen(page, 1);
    }

    /** Until the bell is listening, for only then does it ask for its list; the page beside it asks for shorter ones. */
    Screen signIn(String name) {
        page.waitForResponse(
                response -> response.url().contains("pageSize=20") && response.ok(),
                () -> button(name).click());
        assertThat(bell()).isVisible();
        return this;
    }

    /** Enters a customer of this name, and gives them to the one whom the form suggests: alice. */
    void enterCustomer(String name) {
        pane.getByLabel("客户姓名").fill(name);
        button("创建并分配").click();
        assertThat(pane.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("客户创建成功：" + name)))
                .isVisible();
    }

    void tab(String name) {
        pane.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.BUTTON, named(name))
                .click();
    }

    /** What has become of the last thing that was done. */
    Locator said() {
        return pane.locator("> .said");
    }

    Locator bell() {
        return pane.locator("button.bell");
    }

    Locator badge() {
        return pane.locator(".badge");
    }

    Locator popUpOf(String customer) {
        return pane.locator(".toast", new Locator.LocatorOptions().setHasText(customer));
    }

    void openBell() {
        bell().click();
        assertThat(list()).isVisible();
    }

    void closeBell() {
        bell().click();
        assertThat(list()).isHidden();
    }

    void showsUnread(int count) {
        assertThat(badge()).hasText(count > 99 ? "99+" : String.valueOf(count));
    }

    /** What the bell says of its connection, while there is anything to say. */
    void says(String state) {
        assertThat(bell()).hasAttribute("aria-label", Pattern.compile(state));
    }

    void saysNothingOf(String state) {
        assertThat(bell()).not().hasAttribute("aria-label", Pattern.compile(state));
    }

    Locator button(String name) {
        return pane.getByRole(AriaRole.BUTTON, named(name));
    }

    Locator list() {
        return pane.getByRole(AriaRole.DIALOG);
    }

    Locator listed(String customer) {
        return list().locator(".item", new Locator.LocatorOptions().setHasText(customer));
    }

    /** What the list in the bell shows. */
    void showListed(String tab) {
        list().getByRole(AriaRole.GROUP, named("通知")).getByText(tab).click();
    }

    /** One of the buttons of a row. */
    Locator action(String customer, String name) {
        return listed(customer)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator pane() {
        return pane;
    }

    /** When everything that moved has come to its end, also inside the bells. */
    static void awaitRest(Page page) {
        page.evaluate("""
                () => Promise.all([document, ...Array.from(document.querySelectorAll('notification-bell'), it => it.shadowRoot)]
                  .flatMap(it => it.getAnimations())
                  .map(it => it.finished.catch(() => {})))
                """);
    }

    static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
