package com.andejia.crm.systemtests.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What has to hold of the compose file, beyond that it is one. */
final class ComposeRules {
    private static final String GATEWAY = "gateway";

    private final ObjectNode file;
    private final JsonNode containers;

    private ComposeRules(ObjectNode file) {
        this.file = file;
        this.containers = file.path("services");
    }

    /** What is wrong, in words; nothing if all is well. */
    static Stream<String> complaints(ObjectNode file) {
        var rules = new ComposeRules(file);
        return Stream.of(
                        rules.ofContainers(),
                        rules.exposure(),
                        ServiceFacts.BOTH.stream().flatMap(rules::ofService))
                .flatMap(it -> it);
    }

    private Stream<String> ofContainers() {
        return containers.properties().stream()
                .flatMap(it -> Stream.of(hardening(it.getValue()), waiting(it.getValue()), mounts(it.getValue()))
                        .flatMap(complaint -> complaint)
                        .map(complaint -> it.getKey() + ": " + complaint));
    }

    private static Stream<String> hardening(JsonNode container) {
        return Map.of(
                        "/read_only", "true",
                        "/cap_drop", "[\"ALL\"]",
                        "/security_opt", "[\"no-new-privileges:true\"]")
                .entrySet()
                .stream()
                .filter(it -> !it.getValue().equals(container.at(it.getKey()).toString()))
                .map(it -> it.getKey() + " is not " + it.getValue());
    }

    /** Whoever is waited for says when it is ready, or ends. */
    private Stream<String> waiting(JsonNode container) {
        return container.path("depends_on").properties().stream()
                .filter(it -> !canBeWaitedFor(
                        containers.path(it.getKey()),
                        it.getValue().path("condition").asString("")))
                .map(it -> it.getKey() + " never is " + it.getValue().path("condition"));
    }

    private static boolean canBeWaitedFor(JsonNode container, String condition) {
        return switch (condition) {
            case "service_healthy" -> container.has("healthcheck");
            case "service_completed_successfully" ->
                "no".equals(container.path("restart").asString(""));
            default -> false;
        };
    }

    private static Stream<String> mounts(JsonNode container) {
        return Trees.texts(container.path("volumes"))
                .filter(it -> it.startsWith("./"))
                .map(it -> it.substring(0, it.indexOf(':')))
                .filter(it -> !Files.exists(Path.of("..", it)))
                .map(it -> it + " is not there");
    }

    private Stream<String> exposure() {
        Set<String> published = containers.properties().stream()
                .filter(it -> it.getValue().has("ports"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        boolean local =
                Trees.texts(containers.at("/" + GATEWAY + "/ports")).allMatch(it -> it.startsWith("127.0.0.1:"));
        Stream<String> ports = published.equals(Set.of(GATEWAY)) && local
                ? Stream.empty()
                : Stream.of("more can be reached than the gateway from this machine: " + published);
        Stream<String> networks = containers.properties().stream()
                .filter(it -> !GATEWAY.equals(it.getKey()))
                .filter(it ->
                        !"[\"inside\"]".equals(it.getValue().path("networks").toString()))
                .map(it -> it.getKey() + " is not inside only");
        Stream<String> inside = file.at("/networks/inside/internal").asBoolean(false)
                ? Stream.empty()
                : Stream.of("what is inside can reach the world");
        return Stream.of(ports, networks, inside).flatMap(it -> it);
    }

    private Stream<String> ofService(ServiceFacts service) {
        JsonNode container = containers.path(service.name());
        Stream<String> settings = container.path("environment").propertyNames().stream()
                .filter(it -> !service.settings().include(it))
                .map(it -> service.name() + " knows no setting " + it);
        String check = container.at("/healthcheck/test").toString();
        Stream<String> health = check.contains("/dev/tcp/localhost/" + service.managementPort() + ";")
                        && check.contains("GET /actuator/health/readiness ")
                ? Stream.empty()
                : Stream.of(service.name() + " is asked for its health elsewhere");
        Duration grace =
                Duration.parse("PT" + container.path("stop_grace_period").asString("10s"));
        Stream<String> stop = grace.compareTo(service.longestStop()) < 0
                ? Stream.of(service.name() + " is killed before it has stopped")
                : Stream.empty();
        Stream<String> release =
                Release.complaints(service.name(), container.path("image").asString(""));
        return Stream.of(settings, health, stop, release).flatMap(it -> it);
    }
}
