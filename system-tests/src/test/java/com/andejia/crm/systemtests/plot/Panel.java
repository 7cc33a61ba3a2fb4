package com.andejia.crm.systemtests.plot;

import com.andejia.crm.systemtests.plot.Svg.Anchor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** One of the stacked diagrams; all share the time axis. */
record Panel(Svg svg, Scale time, double top, double height) {
    static final String INK = "#2b2f36";
    static final String FAINT_INK = "#6b7280";
    private static final String GRID = "stroke=\"#e3e6ea\" stroke-width=\"1\"";
    private static final String FRAME = "fill=\"#ffffff\" stroke=\"#d5d9df\" stroke-width=\"1\"";

    /** A line, or the edge of an area. */
    record Series(String name, String colour, double width, ToDoubleFunction<Sample> value) {}

    double bottom() {
        return top + height;
    }

    void frame(String heading) {
        svg.rect(time.fromPixel(), top, time.toPixel() - time.fromPixel(), height, FRAME);
        time.ticks().forEach(tick -> svg.line(time.pixel(tick), top, time.pixel(tick), bottom(), GRID));
        svg.text(
                time.fromPixel(),
                top - 9,
                Anchor.START,
                "font-size=\"13\" font-weight=\"600\" fill=\"" + INK + "\"",
                heading);
    }

    void grid(Scale scale, DoubleFunction<String> label) {
        for (double tick : scale.ticks()) {
            double y = scale.pixel(tick);
            svg.line(time.fromPixel(), y, time.toPixel(), y, GRID);
            svg.text(time.fromPixel() - 8, y + 4, Anchor.END, label(11), label.apply(tick));
        }
    }

    /** On the right of the heading; one text, as only the reader's browser knows how wide its letters are. */
    void legend(List<Series> all) {
        svg.key(
                time.toPixel(),
                top - 9,
                label(12),
                all.stream().collect(Collectors.toMap(Series::name, Series::colour, (a, b) -> a, LinkedHashMap::new)));
    }

    void line(Scale scale, List<Sample> samples, Series series) {
        StringBuilder path = new StringBuilder();
        boolean inLine = false;
        for (Sample sample : samples) {
            double value = series.value().applyAsDouble(sample);
            boolean isMeasured = Double.isFinite(value) && (value > 0 || !scale.isLogarithmic());
            if (isMeasured) {
                path.append(point(inLine ? "L" : "M", sample, scale.pixel(value)));
                // A lone point between two gaps would not be drawn otherwise.
                path.append(inLine ? "" : "h0.1");
            }
            inLine = isMeasured;
        }
        svg.path(path.toString(), "fill=\"none\" stroke-linecap=\"round\" " + stroke(series.colour(), series.width()));
    }

    void area(Scale scale, List<Sample> samples, Series series) {
        StringBuilder path = new StringBuilder();
        for (Sample sample : samples) {
            path.append(point(
                    path.isEmpty() ? "M" : "L",
                    sample,
                    scale.pixel(series.value().applyAsDouble(sample))));
        }
        path.append(point("L", samples.get(samples.size() - 1), bottom()))
                .append(point("L", samples.get(0), bottom()))
                .append('Z');
        svg.path(
                path.toString(),
                "fill=\"%s\" fill-opacity=\"0.35\" %s".formatted(series.colour(), stroke(series.colour(), 1)));
    }

    void nothing(String what) {
        svg.text(
                (time.fromPixel() + time.toPixel()) / 2,
                top + height / 2 + 5,
                Anchor.MIDDLE,
                "font-size=\"14\" font-style=\"italic\" fill=\"" + FAINT_INK + "\"",
                what);
    }

    private String point(String command, Sample sample, double y) {
        return Svg.format("%s%.1f %.1f", command, time.pixel(seconds(sample)), y);
    }

    static DoubleStream values(List<Sample> samples, List<Series> all) {
        return all.stream()
                .flatMapToDouble(series -> samples.stream().mapToDouble(series.value()))
                .filter(Double::isFinite);
    }

    static double seconds(Sample sample) {
        return sample.at().toMillis() / 1000.0;
    }

    static String label(int size) {
        return "font-size=\"%d\" fill=\"%s\"".formatted(size, FAINT_INK);
    }

    private static String stroke(String colour, double width) {
        return "stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"".formatted(colour, width);
    }
}
