package com.andejia.crm.systemtests.deployment;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A service listens to every variable that it is given. */
final class SettingsRule implements Rule {
    @Override
    public Stream<String> complaints(Manifests manifests) {
        return ServiceFacts.BOTH.stream()
                .flatMap(service -> variables(manifests, service.name())
                        .filter(variable -> !service.settings().include(variable))
                        .map(variable -> service.name() + " knows no setting " + variable));
    }

    private static Stream<String> variables(Manifests manifests, String service) {
        JsonNode container = manifests.get("Deployment", service).at("/spec/template/spec/containers/0");
        Stream<String> own =
                Trees.items(container.path("env")).map(it -> it.path("name").asString(""));
        Stream<String> shared = Trees.items(container.path("envFrom"))
                .map(it -> it.at("/configMapRef/name").asString(""))
                .flatMap(map -> names(manifests, map));
        return Stream.concat(own, shared);
    }

    private static Stream<String> names(Manifests manifests, String configMap) {
        JsonNode data = manifests.get("ConfigMap", configMap).path("data");
        return data.isMissingNode() ? Stream.of("from a ConfigMap " + configMap) : data.propertyNames().stream();
    }
}
