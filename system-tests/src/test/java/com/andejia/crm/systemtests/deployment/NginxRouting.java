package com.andejia.crm.systemtests.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the gateway of the compose file does, by its configuration: a map from paths to services, and a location for streams. */
final class NginxRouting implements Routing {
    private static final Pattern ENTRY = Pattern.compile("(?m)^ +(~\\S+|default) +([a-z-]+:[0-9]+);$");
    private static final Pattern UNBUFFERED = Pattern.compile("location ~ (\\S+) \\{[^}]*proxy_buffering off;");

    private record Entry(Pattern paths, String target) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Pattern> unbuffered = new ArrayList<>();

    NginxRouting(String configuration) {
        Matcher entry = ENTRY.matcher(configuration);
        while (entry.find()) {
            String paths = entry.group(1);
            entries.add(new Entry(Pattern.compile("default".equals(paths) ? "" : paths.substring(1)), entry.group(2)));
        }
        UNBUFFERED
                .matcher(configuration)
                .results()
                .map(it -> Pattern.compile(it.group(1)))
                .forEach(unbuffered::add);
    }

    /** The default is last in the file, as everything else is more special. */
    @Override
    public String serviceOf(String path) {
        String target = entries.stream()
                .filter(it -> it.paths().matcher(path).find())
                .map(Entry::target)
                .findFirst()
                .orElse("nobody");
        return ServiceFacts.BOTH.stream()
                .filter(it -> target.equals(it.name() + ":" + it.port()))
                .map(ServiceFacts::name)
                .findFirst()
                .orElse(target);
    }

    @Override
    public boolean streams(String path) {
        return unbuffered.stream().anyMatch(it -> it.matcher(path).find());
    }
}
