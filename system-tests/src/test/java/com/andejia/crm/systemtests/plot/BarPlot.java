package com.andejia.crm.systemtests.plot;

import com.andejia.crm.systemtests.plot.Svg.Anchor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Draws a few things side by side as an SVG: for each of what was measured of them a part, and in it a bar for each of them. */
public final class BarPlot {
    private static final double WIDTH = 900;
    private static final double LEAST_LEFT = 230;
    private static final double LETTER = 7;
    private static final double LABEL = 90;
    private static final double LANE = 26;
    private static final double HEADING = 46;
    private static final double TITLE = 56;
    /** The first is the one that it is about. */
    private static final List<String> COLOURS = List.of("#d9822b", "#2f6690", "#6d97b8", "#7a8594");

    private final Svg svg = new Svg();
    private final double left;

    /** One of them, and what is written beside it. */
    public record Bar(String name, double value, String label) {}

    /** What was measured; each part has a scale of its own, from zero. */
    public record Part(String heading, List<Bar> bars) {
        public Part {
            bars = List.copyOf(bars);
        }
    }

    private BarPlot(double left) {
        this.left = left;
    }

    public static void write(Path svg, String title, List<Part> parts) {
        try {
            Files.writeString(svg, new BarPlot(leftOf(parts)).draw(title, parts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where bars begin, with room for the longest name before them. */
    private static double leftOf(List<Part> parts) {
        int longest = parts.stream()
                .flatMap(part -> part.bars().stream())
                .mapToInt(bar -> bar.name().length())
                .max()
                .orElse(0);
        return Math.max(LEAST_LEFT, LETTER * longest + 34);
    }

    private String draw(String title, List<Part> parts) {
        svg.text(24, 38, Anchor.START, "font-size=\"21\" font-weight=\"600\" fill=\"" + Panel.INK + "\"", title);
        double y = TITLE;
        for (Part part : parts) {
            y = draw(part, y);
        }
        return svg.document(WIDTH, y + 20, title);
    }

    private double draw(Part part, double top) {
        svg.text(
                24,
                top + 28,
                Anchor.START,
                "font-size=\"14\" font-weight=\"600\" fill=\"" + Panel.INK + "\"",
                part.heading());
        double most = part.bars().stream().mapToDouble(Bar::value).max().orElse(0);
        double y = top + HEADING;
        for (int i = 0; i < part.bars().size(); i++) {
            Bar bar = part.bars().get(i);
            double width = most > 0 ? Math.max(0, bar.value()) / most * (WIDTH - left - LABEL) : 0;
            svg.text(left - 10, y + 14, Anchor.END, Panel.label(13), bar.name());
            svg.rect(left, y, width, LANE - 7, "rx=\"2\" fill=\"%s\"".formatted(COLOURS.get(i % COLOURS.size())));
            svg.text(left + width + 8, y + 14, Anchor.START, Panel.label(13), bar.label());
            y += LANE;
        }
        return y;
    }
}
