package com.andejia.crm.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Makes the pictures of the documents, with -Pscreenshots. */
@Tag("screenshots")
class ScreenshotsIT {
    private static final Path FOLDER = Path.of("../docs/images");
    private static final String CUSTOMER = "李女士";

    @Test
    void ofTheConsoleAndTheBell() {
        try (Chromium chromium = Chromium.start()) {
            RunningSystem system = RunningSystem.shared();
            pictures(chromium, system, desk(ColorScheme.LIGHT), "light");
            pictures(chromium, system, desk(ColorScheme.DARK), "dark");
            pictures(chromium, system, phone(), "phone");
        }
    }

    private static void pictures(
            Chromium chromium, RunningSystem system, Browser.NewContextOptions options, String name) {
        try (BrowserContext device = chromium.device(options)) {
            Page page = Screen.open(device, system);
            Screen manager = Screen.left(page).signIn("王经理");
            Screen alice = Screen.right(page).signIn("爱丽丝");
            manager.enterCustomer("陈先生");
            manager.enterCustomer(CUSTOMER);
            assertThat(alice.popUpOf(CUSTOMER)).isVisible();
            picture(page, "console-" + name);

            alice.openBell();
            assertThat(alice.listed(CUSTOMER).first()).isVisible();
            manager.tab("导入");
            manager.pane()
                    .getByRole(AriaRole.BUTTON, Screen.named("用 60 位示例客户试试"))
                    .click();
            assertThat(manager.pane().locator(".counts")).containsText("60 / 60");
            alice.bell().scrollIntoViewIfNeeded();
            if (alice.list().isHidden()) {
                alice.openBell();
            }
            picture(page, "bell-" + name);
        }
    }

    private static void picture(Page page, String name) {
        page.evaluate("() => Promise.all(document.getAnimations().map(it => it.finished.catch(() => {})))");
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }

    private static Browser.NewContextOptions desk(ColorScheme colours) {
        return new Browser.NewContextOptions().setViewportSize(1280, 880).setColorScheme(colours);
    }

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
    }
}
