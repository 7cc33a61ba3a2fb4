package com.andejia.crm.systemtests.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** From values to pixels, and the values worth a line. */
record Scale(double from, double to, double fromPixel, double toPixel, boolean isLogarithmic, List<Double> ticks) {
    private static final double[] SECONDS = {5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400};
    private static final int MOST_TIME_TICKS = 15;
    private static final int MOST_TICKS = 5;

    double pixel(double value) {
        double share = isLogarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
        return fromPixel + Math.max(0, Math.min(1, share)) * (toPixel - fromPixel);
    }

    static Scale time(double seconds, double left, double right) {
        double step = DoubleStream.of(SECONDS)
                .filter(it -> seconds / it <= MOST_TIME_TICKS)
                .findFirst()
                .orElse(Math.ceil(seconds / MOST_TIME_TICKS));
        return new Scale(0, seconds, left, right, false, multiples(step, seconds));
    }

    /** From zero to a round number that is not below any value. */
    static Scale linear(double highest, double bottom, double top) {
        double rough = Math.max(highest, 1) / MOST_TICKS;
        double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = DoubleStream.of(1, 2, 5, 10)
                .map(factor -> factor * magnitude)
                .filter(it -> it >= rough * 0.999)
                .findFirst()
                .orElse(rough);
        double to = Math.ceil(Math.max(highest, 1) / step) * step;
        return new Scale(0, to, bottom, top, false, multiples(step, to));
    }

    /** Whole decades; at least two, so that a calm run does not look wild. */
    static Scale logarithmic(double lowest, double highest, double bottom, double top) {
        int first = (int) Math.floor(Math.log10(lowest));
        int last = Math.max(first + 2, (int) Math.ceil(Math.log10(highest)));
        return new Scale(
                Math.pow(10, first),
                Math.pow(10, last),
                bottom,
                top,
                true,
                IntStream.rangeClosed(first, last)
                        .mapToObj(decade -> Math.pow(10, decade))
                        .toList());
    }

    private static List<Double> multiples(double step, double to) {
        return IntStream.rangeClosed(0, (int) Math.floor(to / step + 0.001))
                .mapToObj(i -> i * step)
                .toList();
    }
}
