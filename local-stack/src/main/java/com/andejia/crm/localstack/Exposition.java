package com.andejia.crm.localstack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service tells Prometheus, in its
 * <a href="https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format">text format</a>.
 */
final class Exposition {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /** Made by the type, and no labels of the meter. */
    private static final Set<String> OF_THE_TYPE = Set.of("le", "quantile");

    private Exposition() {}

    /** By name. */
    static Map<String, Metric> metrics(String text) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        Metric current = null;
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                current = new Metric(type.group(1), type.group(2), new TreeSet<>());
                metrics.put(current.name(), current);
            } else if (current != null && !line.startsWith("#")) {
                current.labels().addAll(labels(line));
            }
        }
        return metrics;
    }

    private static Set<String> labels(String sample) {
        Set<String> labels = new TreeSet<>();
        int begin = sample.indexOf('{');
        if (begin >= 0) {
            LABEL.matcher(sample.substring(begin)).results().forEach(label -> labels.add(label.group(1)));
        }
        labels.removeAll(OF_THE_TYPE);
        return labels;
    }
}
