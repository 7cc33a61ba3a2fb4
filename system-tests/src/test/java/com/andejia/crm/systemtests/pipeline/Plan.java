package com.andejia.crm.systemtests.pipeline;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much is tried, and for how long; each can be said with {@code -Dpipeline.…}.
 *
 * @param rates creates a second at which latency is measured, the highest one last
 * @param seconds at each of them
 * @param stepSeconds at each rate that the search for the highest one tries
 * @param warmUpSeconds at all of the rates together, before anything is measured
 * @param backlog customers that are entered while nobody is told
 * @param rawSeconds for what each part is capable of by itself
 */
record Plan(
        List<Double> rates, double seconds, double stepSeconds, double warmUpSeconds, int backlog, double rawSeconds) {
    static Plan fromOptions() {
        return new Plan(
                Stream.of(System.getProperty("pipeline.rates", "50,100,200").split(",", -1))
                        .map(Double::valueOf)
                        .sorted()
                        .toList(),
                option("pipeline.seconds", "30"),
                option("pipeline.step", "10"),
                option("pipeline.warmup", "90"),
                Integer.getInteger("pipeline.backlog", 15_000),
                option("pipeline.raw", "4"));
    }

    private static double option(String name, String usual) {
        return Double.parseDouble(System.getProperty(name, usual));
    }

    double highestRate() {
        return rates.get(rates.size() - 1);
    }
}
