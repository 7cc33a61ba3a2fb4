package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code docs/metrics.md}, as tests read it: what services promise to tell those on watch. Dashboards and alerts are checked
 * against it, and it against the services.
 */
public final class MetricsDocument {
    private static final String OF_BOTH = "both services";
    private static final Pattern HEADING = Pattern.compile("## (.+)");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\| ([a-z]+) \\|[^|]*\\|([^|]*)\\|.*");
    private static final Pattern QUOTED = Pattern.compile("`([a-z0-9_]+)`");

    /** All others come with the libraries; of those it names what somebody looks at. */
    private static final String OURS = "crm_";

    private final Map<String, List<Metric>> sections;

    private MetricsDocument(Map<String, List<Metric>> sections) {
        this.sections = sections;
    }

    public static MetricsDocument read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MetricsDocument parse(String text) {
        Map<String, List<Metric>> sections = new LinkedHashMap<>();
        List<Metric> current = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                current = sections.computeIfAbsent(heading.group(1), name -> new ArrayList<>());
            } else if (row.matches()) {
                current.add(new Metric(row.group(1), row.group(2), quoted(row.group(3))));
            }
        }
        return new MetricsDocument(sections);
    }

    private static Set<String> quoted(String cell) {
        Set<String> words = new TreeSet<>();
        QUOTED.matcher(cell).results().forEach(word -> words.add(word.group(1)));
        return words;
    }

    /** Of all services. */
    public List<Metric> metrics() {
        return sections.values().stream().flatMap(List::stream).toList();
    }

    /**
     * What the document and the service say differently.
     *
     * @param service the heading of its section
     * @param exposition what it answers at {@code /actuator/prometheus}
     */
    public List<String> differences(String service, String exposition) {
        List<Metric> documented = Stream.of(service, OF_BOTH)
                .flatMap(section -> sections.getOrDefault(section, List.of()).stream())
                .toList();
        Map<String, Metric> exported = Exposition.metrics(exposition);
        List<String> differences = new ArrayList<>();
        documented.forEach(it -> difference(it, exported.get(it.name()), differences));
        Set<String> known = new TreeSet<>();
        documented.forEach(it -> {
            known.add(it.name());
            known.addAll(it.series());
        });
        exported.keySet().stream()
                .filter(name -> name.startsWith(OURS) && !known.contains(name))
                .forEach(name -> differences.add(name + " is exported, but not documented"));
        return differences;
    }

    private static void difference(Metric documented, @Nullable Metric exported, List<String> differences) {
        String name = documented.name();
        if (exported == null) {
            differences.add(name + " is documented, but not exported");
            return;
        }
        if (!documented.type().equals(exported.type())) {
            differences.add("%s is documented as %s, but is a %s".formatted(name, documented.type(), exported.type()));
        }
        boolean same = name.startsWith(OURS)
                ? documented.labels().equals(exported.labels())
                : exported.labels().containsAll(documented.labels());
        if (!same) {
            differences.add("%s is documented with the labels %s, but has %s"
                    .formatted(name, documented.labels(), exported.labels()));
        }
    }
}
