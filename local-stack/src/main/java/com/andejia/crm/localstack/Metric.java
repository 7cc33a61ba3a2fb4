package com.andejia.crm.localstack;

import java.util.Set;

/**
 * A metric, as Prometheus knows it.
 *
 * @param name that of its {@code # TYPE} line
 * @param type {@code counter}, {@code gauge}, {@code histogram} or {@code summary}
 * @param labels those of the meter, without what the type adds
 */
public record Metric(String name, String type, Set<String> labels) {

    /** The names under which its samples are asked for. */
    public Set<String> series() {
        return switch (type) {
            case "histogram" -> Set.of(name + "_bucket", name + "_count", name + "_sum", maximum());
            case "summary" -> Set.of(name + "_count", name + "_sum", maximum());
            default -> Set.of(name);
        };
    }

    /** A timer tells its longest of the last minutes as a gauge beside it. */
    private String maximum() {
        return name + "_max";
    }
}
