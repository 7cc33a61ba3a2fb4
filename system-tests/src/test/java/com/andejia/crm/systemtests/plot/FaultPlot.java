package com.andejia.crm.systemtests.plot;

import com.andejia.crm.systemtests.plot.Panel.Series;
import com.andejia.crm.systemtests.plot.Svg.Anchor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

/** Draws a run as an SVG: the faults above, and below them, on the same time axis, what the clients saw. */
public final class FaultPlot {
    private static final double WIDTH = 1200;
    private static final double RIGHT_MARGIN = 32;
    private static final double GAP = 46;
    private static final int PIXELS_PER_SAMPLE = 2;
    private static final String BLUE = "#2f6690";
    private static final String ORANGE = "#d9822b";
    private static final String GREY = "#7a8594";

    private static final List<Series> RATES = List.of(
            new Series("writes acknowledged", BLUE, 2.6, Sample::writesPerSecond),
            new Series("notifications received", ORANGE, 1.3, Sample::notifiedPerSecond));
    private static final Series BACKLOG = new Series("backlog", GREY, 1, Sample::backlog);
    private static final List<Series> LATENCIES = List.of(
            new Series("REST write", BLUE, 1.6, Sample::writeP99Millis),
            new Series("create → notified", ORANGE, 1.6, Sample::notifiedP99Millis));

    private final Svg svg = new Svg();
    private final Scale time;
    private final List<Sample> samples;

    private FaultPlot(List<FaultBar> faults, List<Sample> samples) {
        time = Scale.time(
                Math.max(1, end(faults, samples).toMillis() / 1000.0),
                FaultPanel.leftMargin(faults),
                WIDTH - RIGHT_MARGIN);
        this.samples = Thinning.to((int) (time.toPixel() - time.fromPixel()) / PIXELS_PER_SAMPLE, samples);
    }

    /** Faults in any order; samples in the order of time. */
    public static void write(Path svg, String title, List<FaultBar> faults, List<Sample> samples) {
        try {
            Files.writeString(svg, new FaultPlot(faults, samples).draw(title, totals(faults, samples), faults));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String draw(String title, String totals, List<FaultBar> faults) {
        double left = time.fromPixel();
        svg.text(left, 38, Anchor.START, "font-size=\"21\" font-weight=\"600\" fill=\"" + Panel.INK + "\"", title);
        svg.text(left, 61, Anchor.START, Panel.label(13), totals);
        double y = new FaultPanel(svg, time, faults).draw(104);
        y = rates(y + GAP);
        y = backlog(y + GAP);
        y = latencies(y + GAP);
        return svg.document(WIDTH, minutes(y + 18), title);
    }

    private double rates(double top) {
        Panel panel = new Panel(svg, time, top, 150);
        panel.frame("Per second");
        if (samples.isEmpty()) {
            panel.nothing("no samples");
            return panel.bottom();
        }
        double highest = Panel.values(samples, RATES).max().orElse(0);
        Scale scale = Scale.linear(highest * 1.05, panel.bottom(), top);
        panel.grid(scale, value -> number(value) + "/s");
        RATES.forEach(series -> panel.line(scale, samples, series));
        panel.legend(RATES);
        return panel.bottom();
    }

    private double backlog(double top) {
        Panel panel = new Panel(svg, time, top, 110);
        panel.frame("Backlog: acknowledged, not yet notified");
        if (samples.isEmpty()) {
            panel.nothing("no samples");
            return panel.bottom();
        }
        double highest = Panel.values(samples, List.of(BACKLOG)).max().orElse(0);
        Scale scale = Scale.linear(highest, panel.bottom(), top);
        panel.grid(scale, FaultPlot::number);
        panel.area(scale, samples, BACKLOG);
        return panel.bottom();
    }

    private double latencies(double top) {
        Panel panel = new Panel(svg, time, top, 160);
        panel.frame("Latency, p99");
        DoubleSummaryStatistics measured =
                Panel.values(samples, LATENCIES).filter(millis -> millis > 0).summaryStatistics();
        if (measured.getCount() == 0) {
            panel.nothing("no samples");
            return panel.bottom();
        }
        Scale scale = Scale.logarithmic(measured.getMin(), measured.getMax(), panel.bottom(), top);
        panel.grid(scale, millis -> millis < 1000 ? number(millis) + " ms" : number(millis / 1000) + " s");
        LATENCIES.forEach(series -> panel.line(scale, samples, series));
        panel.legend(LATENCIES);
        return panel.bottom();
    }

    /** The axis; returns the lower edge of all. */
    private double minutes(double y) {
        boolean isWhole = time.ticks().stream().allMatch(tick -> tick % 60 == 0);
        for (double tick : time.ticks()) {
            String label = isWhole ? number(tick / 60) : FaultPanel.clock((long) tick);
            svg.text(time.pixel(tick), y, Anchor.MIDDLE, Panel.label(12), label);
        }
        String unit = isWhole ? "minutes since the start" : "minutes:seconds since the start";
        svg.text((time.fromPixel() + time.toPixel()) / 2, y + 22, Anchor.MIDDLE, Panel.label(12), unit);
        return y + 40;
    }

    private static String totals(List<FaultBar> faults, List<Sample> samples) {
        if (faults.isEmpty() && samples.isEmpty()) {
            return "nothing happened and nothing was measured";
        }
        double writes = 0;
        double since = 0;
        for (Sample sample : samples) {
            double at = Panel.seconds(sample);
            writes += Double.isFinite(sample.writesPerSecond()) ? sample.writesPerSecond() * (at - since) : 0;
            since = at;
        }
        long worst = samples.stream().mapToLong(Sample::backlog).max().orElse(0);
        long last = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).backlog();
        return Svg.format(
                "%s min  ·  %s on %s  ·  %,.0f writes acknowledged  ·  backlog at most %,d, %,d at the end",
                FaultPanel.clock(end(faults, samples).toSeconds()),
                count(faults.size(), "fault"),
                count(FaultPanel.targets(faults).size(), "target"),
                writes,
                worst,
                last);
    }

    private static String count(int number, String noun) {
        return Svg.format("%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    private static Duration end(List<FaultBar> faults, List<Sample> samples) {
        return Stream.concat(
                        faults.stream().map(FaultBar::until), samples.stream().map(Sample::at))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Svg.format("%,.0f", value) : Svg.format("%s", (float) value);
    }
}
