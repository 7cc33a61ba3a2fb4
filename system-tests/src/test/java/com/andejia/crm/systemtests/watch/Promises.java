package com.andejia.crm.systemtests.watch;

import com.andejia.crm.localstack.Metric;
import com.andejia.crm.localstack.MetricsDocument;
import com.andejia.crm.systemtests.watch.PromQl.Question;
import com.andejia.crm.systemtests.watch.PromQl.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What {@code docs/metrics.md} promises, against what an expression asks for. Tests in the services hold it against them. */
final class Promises {
    /** Those that Prometheus adds to whatever it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    private final Map<String, Set<String>> labelsBySeries = new HashMap<>();

    Promises(MetricsDocument document) {
        for (Metric metric : document.metrics()) {
            metric.series().forEach(series -> labelsBySeries.put(series, labels(metric, series)));
        }
    }

    static Promises documented() {
        return new Promises(MetricsDocument.read(Path.of("../docs/metrics.md")));
    }

    private static Set<String> labels(Metric metric, String series) {
        Set<String> labels = new TreeSet<>(metric.labels());
        labels.addAll(OF_PROMETHEUS);
        if (series.endsWith("_bucket")) {
            labels.add("le");
        }
        return labels;
    }

    /** Whatever the expression asks for that no service tells; in sentences, empty if it is all there. */
    List<String> notKept(String expression) {
        Question question;
        try {
            question = PromQl.read(expression);
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        List<String> missing = new ArrayList<>();
        Set<String> toGroupBy = new TreeSet<>();
        for (Selector selector : question.selectors()) {
            Set<String> labels = labelsBySeries.get(selector.metric());
            if (labels == null) {
                missing.add("nobody tells " + selector.metric());
            } else {
                toGroupBy.addAll(labels);
                selector.labels().stream()
                        .filter(label -> !labels.contains(label))
                        .forEach(label -> missing.add(selector.metric() + " has no label " + label));
            }
        }
        question.grouping().stream()
                .filter(label -> !toGroupBy.contains(label))
                .forEach(label -> missing.add("nothing has a label " + label + " to group by"));
        return missing;
    }
}
