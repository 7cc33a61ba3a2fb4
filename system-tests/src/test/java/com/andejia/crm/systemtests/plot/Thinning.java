package com.andejia.crm.systemtests.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** As many samples as there is room for: rates are averaged, of all else the worst stays. */
final class Thinning {
    private Thinning() {}

    static List<Sample> to(int most, List<Sample> samples) {
        int each = (samples.size() + most - 1) / most;
        List<Sample> thinned = new ArrayList<>();
        for (int i = 0; i < samples.size(); i += each) {
            thinned.add(one(samples.subList(i, Math.min(samples.size(), i + each))));
        }
        return thinned;
    }

    private static Sample one(List<Sample> samples) {
        return new Sample(
                samples.get(samples.size() - 1).at(),
                mean(samples, Sample::writesPerSecond),
                mean(samples, Sample::notifiedPerSecond),
                samples.stream().mapToLong(Sample::backlog).max().orElse(0),
                worst(samples, Sample::writeP99Millis),
                worst(samples, Sample::notifiedP99Millis));
    }

    private static double mean(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return samples.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static double worst(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return samples.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }
}
