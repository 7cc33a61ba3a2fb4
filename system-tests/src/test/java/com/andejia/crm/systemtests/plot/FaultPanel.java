package com.andejia.crm.systemtests.plot;

import com.andejia.crm.systemtests.plot.Svg.Anchor;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The faults: a lane for each target, a colour for each kind. */
final class FaultPanel {
    /** Paul Tol's muted scheme, which people with any colour blindness can tell apart. */
    private static final List<String> COLOURS =
            List.of("#cc6677", "#332288", "#ddcc77", "#117733", "#88ccee", "#882255", "#44aa99", "#999933", "#aa4499");

    private static final double LANE = 22;
    private static final double LEGEND_ROW = 20;
    private static final double CHARACTER = 6.4;
    private static final double NARROWEST = 3;
    private static final int LONGEST_NAME = 32;

    private final Svg svg;
    private final Scale time;
    private final List<FaultBar> faults;
    private final List<String> targets;
    private final List<String> kinds;

    FaultPanel(Svg svg, Scale time, List<FaultBar> faults) {
        this.svg = svg;
        this.time = time;
        this.faults = faults;
        targets = targets(faults);
        kinds = faults.stream().map(FaultBar::kind).distinct().sorted().toList();
    }

    static List<String> targets(List<FaultBar> faults) {
        return faults.stream().map(FaultBar::target).distinct().sorted().toList();
    }

    /** Room for the longest name of a lane. */
    static double leftMargin(List<FaultBar> faults) {
        int longest = targets(faults).stream()
                .mapToInt(target -> shortened(target).length())
                .max()
                .orElse(0);
        return Math.max(84, 30 + longest * 7.2);
    }

    /** Returns the lower edge. */
    double draw(double top) {
        Panel panel = new Panel(svg, time, top, LANE * Math.max(2, targets.size()));
        panel.frame("Faults");
        if (faults.isEmpty()) {
            panel.nothing("no faults");
            return panel.bottom();
        }
        for (int lane = 0; lane < targets.size(); lane++) {
            double y = top + lane * LANE;
            if (lane > 0) {
                svg.line(time.fromPixel(), y, time.toPixel(), y, "stroke=\"#eef0f3\"");
            }
            svg.text(time.fromPixel() - 8, y + 15, Anchor.END, Panel.label(12), shortened(targets.get(lane)));
        }
        faults.stream()
                .sorted(Comparator.comparing(FaultPanel::length).reversed()) // a short one stays visible on a long one
                .forEach(fault -> bar(fault, top + targets.indexOf(fault.target()) * LANE));
        return legend(panel.bottom() + 14);
    }

    private void bar(FaultBar fault, double laneTop) {
        double width =
                Math.max(NARROWEST, x(fault.until().toMillis()) - x(fault.from().toMillis()));
        double x = Math.min(x(fault.from().toMillis()), time.toPixel() - width);
        svg.rect(
                x,
                laneTop + 4,
                width,
                LANE - 8,
                "class=\"fault\" rx=\"2\" stroke=\"#ffffff\" stroke-width=\"0.6\" fill=\"%s\""
                        .formatted(colour(fault.kind())),
                "%s: %s, %s to %s"
                        .formatted(
                                fault.target(),
                                fault.kind(),
                                clock(fault.from().toSeconds()),
                                clock(fault.until().toSeconds())));
    }

    private double legend(double top) {
        double x = time.fromPixel();
        double y = top;
        for (String kind : kinds) {
            String text = "%s (%d)"
                    .formatted(
                            shortened(kind),
                            faults.stream().filter(it -> it.kind().equals(kind)).count());
            double width = 20 + text.length() * CHARACTER + 18;
            if (x + width > time.toPixel()) {
                x = time.fromPixel();
                y += LEGEND_ROW;
            }
            svg.rect(x, y, 13, 13, "rx=\"2\" fill=\"%s\"".formatted(colour(kind)));
            svg.text(x + 19, y + 11, Anchor.START, Panel.label(12), text);
            x += width;
        }
        return y + LEGEND_ROW;
    }

    private static Duration length(FaultBar fault) {
        return fault.until().minus(fault.from());
    }

    private double x(long millis) {
        return time.pixel(millis / 1000.0);
    }

    private String colour(String kind) {
        return COLOURS.get(kinds.indexOf(kind) % COLOURS.size());
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    /** Minutes and seconds. */
    static String clock(long seconds) {
        return Svg.format("%d:%02d", seconds / 60, seconds % 60);
    }
}
