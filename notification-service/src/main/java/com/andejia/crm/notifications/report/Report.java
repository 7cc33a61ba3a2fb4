package com.andejia.crm.notifications.report;

import java.time.Instant;

/**
 * One report that everybody concerned gets a copy of.
 *
 * @param period which one of its type: {@code 2026-11-25}, {@code 2026-W47}, {@code 2026-10}
 * @param at when it is due
 * @param from the first instant that it covers
 * @param until the end of what it covers, excluded
 * @param label the period as people say it
 */
record Report(ReportType type, String period, Instant at, Instant from, Instant until, String label) {

    /** The same whoever sends it and however often: with it each recipient has one notification. */
    String id() {
        return "report:" + type + ":" + period;
    }
}
