package com.andejia.crm.systemtests.deployment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a service is, as its own files say.
 *
 * @param shutdownPhase how long each part of it may take to stop
 * @param partitions of each topic
 */
record ServiceFacts(
        String name, int port, int managementPort, Duration shutdownPhase, int partitions, KnownSettings settings) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+):([^}]*)}");

    /** Those whose parts stop one after the other: streams or imports, consumers or relay, requests. */
    private static final int SHUTDOWN_PHASES = 3;

    static final List<ServiceFacts> BOTH = Stream.of("customer-service", "notification-service")
            .map(ServiceFacts::read)
            .toList();

    private static ServiceFacts read(String name) {
        Path folder = Path.of("..", name);
        Path file = folder.resolve("src/main/resources/application.yaml");
        Map<String, JsonNode> properties = Trees.flat(Trees.read(file));
        Set<String> placeholders = PLACEHOLDER
                .matcher(Trees.text(file))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toSet());
        return new ServiceFacts(
                name,
                number(properties, "server.port"),
                number(properties, "management.server.port"),
                Duration.parse("PT" + text(properties, "spring.lifecycle.timeout-per-shutdown-phase")),
                number(properties, "crm.topics.partitions"),
                KnownSettings.of(folder.resolve("target").resolve(name + ".jar"), properties.keySet(), placeholders));
    }

    /** The longest that it may need from the signal to its end. */
    Duration longestStop() {
        return shutdownPhase.multipliedBy(SHUTDOWN_PHASES);
    }

    Set<String> ports() {
        return Set.of(String.valueOf(port), String.valueOf(managementPort));
    }

    private static int number(Map<String, JsonNode> properties, String name) {
        return Integer.parseInt(text(properties, name));
    }

    private static String text(Map<String, JsonNode> properties, String name) {
        String text = properties.get(name).asString("");
        Matcher placeholder = PLACEHOLDER.matcher(text);
        return placeholder.matches() ? placeholder.group(2) : text;
    }
}
