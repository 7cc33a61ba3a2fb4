package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What people look at the CRM with, one browser for all of them; put away after each test, which fails if a script of ours did. */
final class Devices implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final List<BrowserContext> inUse = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private Chromium chromium;

    /** Shares neither cookies nor tabs with any other. */
    BrowserContext device() {
        return device(new Browser.NewContextOptions());
    }

    BrowserContext device(Browser.NewContextOptions options) {
        BrowserContext device = chromium.device(options);
        device.onWebError(failure -> failures.add(failure.error()));
        inUse.add(device);
        return device;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        chromium = Chromium.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        inUse.forEach(BrowserContext::close);
        inUse.clear();
        List<String> failed = List.copyOf(failures);
        failures.clear();
        assertThat(failed).as("errors of scripts").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (chromium != null) {
            chromium.close();
        }
    }
}
