package com.andejia.crm.systemtests.streams;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much is tried, and for how long; each can be said with {@code -Dstream.…}.
 *
 * @param rounds how often each server has its turn
 * @param rate deliveries a second while latency is measured, and where the search for the highest rate begins
 */
record Plan(
        List<Integer> connections, int rounds, double rate, double seconds, double stepSeconds, double warmUpSeconds) {
    static Plan fromOptions() {
        return new Plan(
                Stream.of(System.getProperty("stream.connections", "1000,10000").split(",", -1))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.getInteger("stream.rounds", 3),
                option("stream.rate", "5000"),
                option("stream.seconds", "12"),
                option("stream.step", "4"),
                option("stream.warmup", "10"));
    }

    private static double option(String name, String usual) {
        return Double.parseDouble(System.getProperty(name, usual));
    }
}
