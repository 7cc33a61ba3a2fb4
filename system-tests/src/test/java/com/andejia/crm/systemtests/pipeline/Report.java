package com.andejia.crm.systemtests.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as tables: beside what they are to be, and beside what the parts can do. */
record Report(Results results) {

    String markdown() {
        return String.join("\n", aims(), latencies(), costs(), limits(), summary());
    }

    private String aims() {
        Step step = results.atHighestRate();
        String services = results.footprints().stream().map(Footprint::service).collect(Collectors.joining(" · "));
        return "| | measured | aim |\n|---|---|---|\n"
                + row("ready: " + services, each("%.1f s", Footprint::readySeconds), "4 s at most")
                + row("resident at rest: " + services, each("%.0f MB", Footprint::freshMegabytes), "200 MB at most")
                + row("the same after all of the load", each("%.0f MB", Footprint::loadedMegabytes), "")
                + row(
                        format("due → shown at %,.0f creates/s, p50", step.perSecond()),
                        format("%.1f ms", step.shownMillis(50)),
                        "10 ms at most, at 200/s")
                + row(
                        format("due → shown at %,.0f creates/s, p99", step.perSecond()),
                        format("%.1f ms", step.shownMillis(99)),
                        "50 ms at most, at 200/s")
                + row(
                        format("creates/s sustained, p99 < %.0f ms", Step.LONGEST_WAIT_MILLIS),
                        format("%,.0f", results.sustainedPerSecond()),
                        format(
                                "half of the single inserts, %,.0f",
                                results.limits().inserts() / 2))
                + row(
                        format(
                                "notifications/s out of a backlog of %,d customers",
                                results.backlog().customers()),
                        format("%,.0f", results.backlog().perSecond()),
                        "5,000");
    }

    private String each(String format, ToDoubleFunction<Footprint> value) {
        return results.footprints().stream()
                .map(it -> format(format, value.applyAsDouble(it)))
                .collect(Collectors.joining(" · "));
    }

    private String latencies() {
        return "| creates/s | due → answered, p50 · p99 ms | due → shown, p50 ms | p99 ms | p99.9 ms |\n|---|---|---|---|---|\n"
                + Stream.concat(results.steps().stream(), results.sustained().stream())
                        .map(step -> row(
                                format("%,.0f", step.perSecond()),
                                format("%.1f · %.1f", step.answeredMillis(50), step.answeredMillis(99)),
                                format("%.1f", step.shownMillis(50)),
                                format("%.1f", step.shownMillis(99)),
                                format("%.1f", step.shownMillis(99.9))))
                        .collect(Collectors.joining());
    }

    private String costs() {
        return format(
                        "| at %,.0f creates/s | CPU ms per notification | KiB allocated per notification |%n|---|---|---|%n",
                        results.atHighestRate().perSecond())
                + results.costs().stream()
                        .map(it -> row(
                                it.part(),
                                format("%.2f", it.cpuMillis()),
                                Double.isNaN(it.allocatedKib()) ? "–" : format("%.0f", it.allocatedKib())))
                        .collect(Collectors.joining());
    }

    private String limits() {
        return "| by itself | a second | the whole path |\n|---|---|---|\n"
                + Share.of(results).stream()
                        .map(it -> row(
                                it.limit(),
                                format("%,.0f", it.limitPerSecond()),
                                format("%s, %.0f %% of it", it.reached(), 100 * it.ratio())))
                        .collect(Collectors.joining());
    }

    private String summary() {
        return format(
                "%,d customers were entered while their owners looked on, and all were shown: %,d doubled, %,d to somebody else."
                        + " Measured on %s.%n",
                results.entered(), results.doubled(), results.astray(), results.machine());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", List.of(cells)) + " |\n";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
    }
}
