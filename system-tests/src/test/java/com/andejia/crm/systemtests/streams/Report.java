package com.andejia.crm.systemtests.streams;

import com.andejia.crm.localstack.Machine;
import com.andejia.crm.systemtests.plot.BarPlot;
import com.andejia.crm.systemtests.plot.BarPlot.Bar;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as people read them: a table, and a chart of those with the most connections. */
record Report(Machine machine, Plan plan, List<Rounds> servers, List<String> notes) {
    /** Whoever works more than this has nothing left, and what it was to measure may be more. */
    private static final double BUSY = 0.95;

    static String inShort(Step step) {
        return format(
                "%,.0f/s, p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, lost %d, doubled %d, misordered %d, other events %d,"
                        + " server %.0f %%, others %.0f %%",
                step.deliveredPerSecond(),
                step.received().millis(50),
                step.received().millis(99),
                step.received().millis(99.9),
                step.received().lost(),
                step.received().doubled(),
                step.received().misordered(),
                step.received().others(),
                100 * step.serverBusy(),
                100 * step.othersBusy());
    }

    String markdown() {
        String head = format("""
                | server | connections | most delivered/s | in each round | CPU-s per 100,000 | KiB per idle connection | p50 ms | p99 ms | p99.9 ms \
                | lost · doubled · misordered | cores busy at most |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        String rows = measured().map(Report::row).collect(Collectors.joining());
        String text = format(
                "%nEach row is of the server's best round, but for what is lost, doubled or misordered in any. Latencies are at %,.0f deliveries a second. *Cores busy* are the server's and that of all others; where the latter is"
                        + " full, a server may be capable of more, hence ≥. Measured on %s.%n",
                plan.rate(), machine);
        return head
                + rows
                + text
                + notes.stream().map(note -> "\n" + note + "\n").collect(Collectors.joining());
    }

    private Stream<Rounds> measured() {
        return servers.stream().filter(rounds -> !rounds.results().isEmpty());
    }

    private static String row(Rounds rounds) {
        Measurement.Result result = rounds.best();
        Received latency = result.latency().received();
        return format(
                "| %s | %,d | %s | %s | %s | %.1f | %.1f | %.1f | %.1f | %s | %s |%n",
                rounds.contender().name(),
                rounds.connections(),
                result.highest()
                        .map(step ->
                                (step.othersBusy() > BUSY ? "≥ " : "") + format("%,.0f", step.deliveredPerSecond()))
                        .orElse("–"),
                rounds.results().stream()
                        .map(each -> format("%,.0f", each.mostPerSecond()))
                        .collect(Collectors.joining(" · ")),
                result.highest()
                        .map(step -> format("%.2f", step.cpuSecondsPerHundredThousand()))
                        .orElse("–"),
                result.kibPerConnection(),
                latency.millis(50),
                latency.millis(99),
                latency.millis(99.9),
                faults(rounds),
                result.highest()
                        .map(step -> format("%.0f %% · %.0f %%", 100 * step.serverBusy(), 100 * step.othersBusy()))
                        .orElse("–"));
    }

    private static String faults(Rounds rounds) {
        List<Received> all = rounds.results().stream()
                .flatMap(result -> Stream.concat(Stream.of(result.latency()), result.highest().stream()))
                .map(Step::received)
                .toList();
        return format(
                "%,d · %,d · %,d",
                all.stream().mapToLong(Received::lost).sum(),
                all.stream().mapToLong(Received::doubled).sum(),
                all.stream().mapToLong(Received::misordered).sum());
    }

    void draw(Path svg) {
        int most = measured().mapToInt(Rounds::connections).max().orElse(0);
        List<Rounds> shown =
                measured().filter(rounds -> rounds.connections() == most).toList();
        BarPlot.write(
                svg,
                format("%,d open streams, one core", most),
                List.of(
                        part("Delivered a second, at most", shown, "%,.0f", Measurement.Result::mostPerSecond),
                        part("KiB per idle connection", shown, "%.1f", Measurement.Result::kibPerConnection),
                        part(
                                "CPU seconds per 100,000 delivered",
                                shown,
                                "%.2f",
                                result -> result.highest()
                                        .map(Step::cpuSecondsPerHundredThousand)
                                        .orElse(0.0)),
                        part(
                                format("Latency at %,.0f deliveries a second, p99, in ms", plan.rate()),
                                shown,
                                "%.1f",
                                result -> result.latency().received().millis(99))));
    }

    private static BarPlot.Part part(
            String heading, List<Rounds> shown, String label, ToDoubleFunction<Measurement.Result> value) {
        return new BarPlot.Part(
                heading,
                shown.stream()
                        .map(rounds -> bar(rounds.contender().name(), label, value.applyAsDouble(rounds.best())))
                        .toList());
    }

    private static Bar bar(String server, String label, double value) {
        return new Bar(server, value, format(label, value));
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
    }
}
