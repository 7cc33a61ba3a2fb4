package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser that is installed on this machine, with a profile of its own; none is fetched. */
final class Chromium implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 20_000;
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final List<String> QUIET = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Skips the test where there is no browser; but where {@code CRM_BROWSER_TESTS=required}, as in CI, fails it. */
    static Chromium start() {
        Optional<Path> executable = find();
        String problem = "No Chromium is installed: the browser tests are skipped. CHROMIUM may say where it is.";
        if ("required".equals(System.getenv("CRM_BROWSER_TESTS"))) {
            assertThat(executable).as(problem).isPresent();
        }
        assumeTrue(executable.isPresent(), problem);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable.get())
                                .setArgs(QUIET)));
    }

    private static Optional<Path> find() {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), USUAL_PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    BrowserContext device(Browser.NewContextOptions options) {
        BrowserContext device = browser.newContext(options.setLocale("zh-CN"));
        device.setDefaultTimeout(PATIENCE_MILLIS);
        return device;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
