package com.andejia.crm.systemtests.deployment;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whoever talks to a service, or asks how it is, does so at ports and paths that it has. */
final class PortsRule implements Rule {
    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String READINESS = "/actuator/health/readiness";

    @Override
    public Stream<String> complaints(Manifests manifests) {
        return ServiceFacts.BOTH.stream()
                .flatMap(service -> Stream.of(
                                container(manifests, service),
                                scraping(manifests, service),
                                service(manifests, service),
                                policies(manifests, service))
                        .flatMap(it -> it)
                        .map(complaint -> service.name() + ": " + complaint));
    }

    private static Stream<String> container(Manifests manifests, ServiceFacts service) {
        JsonNode container = manifests.get("Deployment", service.name()).at("/spec/template/spec/containers/0");
        Set<String> ports = Trees.items(container.path("ports"))
                .map(it -> it.path("name").asString("") + " " + it.path("containerPort"))
                .collect(Collectors.toSet());
        Stream<String> wrongPorts =
                ports.equals(Set.of("http " + service.port(), "management " + service.managementPort()))
                        ? Stream.empty()
                        : Stream.of("its container has the ports " + ports);
        Stream<String> wrongProbes = Stream.of(
                        probe(container, "startupProbe", LIVENESS),
                        probe(container, "livenessProbe", LIVENESS),
                        probe(container, "readinessProbe", READINESS))
                .flatMap(it -> it);
        return Stream.concat(wrongPorts, wrongProbes);
    }

    private static Stream<String> probe(JsonNode container, String name, String path) {
        JsonNode probe = container.path(name).path("httpGet");
        boolean right = path.equals(probe.path("path").asString(""))
                && "management".equals(probe.path("port").asString(""));
        return right ? Stream.empty() : Stream.of(name + " asks " + probe);
    }

    private static Stream<String> scraping(Manifests manifests, ServiceFacts service) {
        JsonNode annotations = manifests.get("Deployment", service.name()).at("/spec/template/metadata/annotations");
        boolean right = String.valueOf(service.managementPort())
                        .equals(annotations.path("prometheus.io/port").asString(""))
                && "/actuator/prometheus"
                        .equals(annotations.path("prometheus.io/path").asString(""));
        return right ? Stream.empty() : Stream.of("its metrics are looked for at " + annotations);
    }

    private static Stream<String> service(Manifests manifests, ServiceFacts service) {
        JsonNode found = manifests.get("Service", service.name()).path("spec");
        Stream<String> wrongPorts = Trees.items(found.path("ports"))
                .filter(it -> !List.of("http " + service.port(), "management " + service.managementPort())
                        .contains(it.path("targetPort").asString("") + " " + it.path("port")))
                .map(it -> "its Service has " + it);
        return found.at("/selector/app.kubernetes.io~1name").asString("").equals(service.name())
                ? wrongPorts
                : Stream.of("its Service selects " + found.path("selector"));
    }

    /** Of those that speak of the service: as their subject, or as somebody to talk to. */
    private static Stream<String> policies(Manifests manifests, ServiceFacts service) {
        return manifests.of("NetworkPolicy").flatMap(policy -> {
            Stream<JsonNode> in = isFor(policy.at("/spec/podSelector"), service)
                    ? Trees.items(policy.at("/spec/ingress"))
                    : Stream.empty();
            Stream<JsonNode> out = Trees.items(policy.at("/spec/egress"))
                    .filter(it -> Trees.items(it.path("to")).anyMatch(to -> isFor(to.path("podSelector"), service)));
            return Stream.concat(in, out)
                    .flatMap(it -> Trees.items(it.path("ports")))
                    .map(it -> it.path("port").toString())
                    .filter(port -> !service.ports().contains(port))
                    .map(port -> Manifests.titleOf(policy) + " opens " + port);
        });
    }

    private static boolean isFor(JsonNode selector, ServiceFacts service) {
        return service.name()
                .equals(selector.at("/matchLabels/app.kubernetes.io~1name").asString(""));
    }
}
