package com.andejia.crm.systemtests.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measured times, in milliseconds. */
final class Latencies {
    private final List<Double> millis = new ArrayList<>();

    synchronized void record(long nanos) {
        millis.add(nanos / 1e6);
    }

    /** Those since it was last asked. */
    synchronized Latencies drain() {
        Latencies taken = new Latencies();
        taken.millis.addAll(millis);
        millis.clear();
        return taken;
    }

    synchronized void addAll(Latencies others) {
        millis.addAll(others.millis);
    }

    synchronized int size() {
        return millis.size();
    }

    /** The smallest time that this share of all kept to; NaN if there are none. */
    synchronized double quantile(double share) {
        if (millis.isEmpty()) {
            return Double.NaN;
        }
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
    }

    /** The same as far as so few can tell: with that many measured, the true one is below it in one case of forty. */
    synchronized double quantileAtLeast(double share) {
        double sureOf = share - 1.96 * Math.sqrt(share * (1 - share) / size());
        return quantile(Math.max(0, sureOf));
    }

    @Override
    public synchronized String toString() {
        return Arrays.stream(new double[] {0.5, 0.99, 1})
                .mapToObj(share -> "%.0f".formatted(quantile(share)))
                .toList()
                .toString();
    }
}
