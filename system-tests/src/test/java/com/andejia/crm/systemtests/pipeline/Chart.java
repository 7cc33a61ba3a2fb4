package com.andejia.crm.systemtests.pipeline;

import com.andejia.crm.systemtests.plot.BarPlot;
import com.andejia.crm.systemtests.plot.BarPlot.Bar;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The results as bars. */
record Chart(Results results) {

    void draw(Path svg) {
        BarPlot.write(
                svg,
                "From a create to its owner's screen, %d cores"
                        .formatted(results.machine().cores()),
                List.of(
                        part(
                                "From due to shown, p99, in ms",
                                results.steps(),
                                step -> String.format(Locale.ROOT, "%,.0f creates/s", step.perSecond()),
                                "%.1f",
                                step -> step.shownMillis(99)),
                        part("CPU per notification, in ms", results.costs(), Cost::part, "%.2f", Cost::cpuMillis),
                        part(
                                "Ready after, in s",
                                results.footprints(),
                                Footprint::service,
                                "%.1f",
                                Footprint::readySeconds),
                        part(
                                "Resident at rest, in MB",
                                results.footprints(),
                                Footprint::service,
                                "%.0f",
                                Footprint::freshMegabytes),
                        part(
                                "The whole path, in % of what a part can do by itself",
                                Share.of(results), Share::limit, "%.0f", share -> 100 * share.ratio())));
    }

    private static <T> BarPlot.Part part(
            String heading, List<T> all, Function<T, String> name, String label, ToDoubleFunction<T> value) {
        return new BarPlot.Part(
                heading,
                all.stream()
                        .map(it -> new Bar(
                                name.apply(it),
                                value.applyAsDouble(it),
                                String.format(Locale.ROOT, label, value.applyAsDouble(it))))
                        .toList());
    }
}
