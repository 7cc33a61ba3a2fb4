package com.andejia.crm.systemtests.streams;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one server has shown each time that it had its turn. Whatever else the machine does can only take from it, so its best round tells
 * most of it.
 */
record Rounds(Contender contender, int connections, List<Measurement.Result> results) {
    Rounds(Contender contender, int connections) {
        this(contender, connections, new ArrayList<>());
    }

    void measure(Plan plan) {
        results.add(new Measurement(contender, connections, plan).take());
    }

    /** That in which it delivered most. */
    Measurement.Result best() {
        return results.stream()
                .max(Comparator.comparingDouble(Measurement.Result::mostPerSecond))
                .orElseThrow();
    }
}
