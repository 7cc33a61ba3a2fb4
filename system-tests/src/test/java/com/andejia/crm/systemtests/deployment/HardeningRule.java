package com.andejia.crm.systemtests.deployment;

import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** No more rights than it takes; nobody is talked to who was not named; nothing secret is written down. */
final class HardeningRule implements Rule {
    private static final Map<String, String> POD = Map.of(
            "/automountServiceAccountToken", "false",
            "/enableServiceLinks", "false",
            "/securityContext/runAsNonRoot", "true",
            "/securityContext/runAsUser", "10001",
            "/securityContext/seccompProfile/type", "\"RuntimeDefault\"");
    private static final Map<String, String> CONTAINER = Map.of(
            "/securityContext/allowPrivilegeEscalation", "false",
            "/securityContext/readOnlyRootFilesystem", "true",
            "/securityContext/capabilities/drop", "[\"ALL\"]");

    @Override
    public Stream<String> complaints(Manifests manifests) {
        return Stream.of(
                        manifests.of("Deployment").flatMap(HardeningRule::pod),
                        manifests.of("Namespace").flatMap(HardeningRule::namespace),
                        policies(manifests),
                        secrets(manifests))
                .flatMap(it -> it);
    }

    private static Stream<String> pod(JsonNode deployment) {
        JsonNode pod = deployment.at("/spec/template/spec");
        Stream<String> ofContainers = Trees.items(pod.path("containers")).flatMap(HardeningRule::container);
        return Stream.concat(differences(pod, POD), ofContainers)
                .map(complaint -> Manifests.titleOf(deployment) + ": " + complaint);
    }

    private static Stream<String> container(JsonNode container) {
        Stream<String> resources = Stream.of("requests/cpu", "requests/memory", "limits/cpu", "limits/memory")
                .filter(it -> container.at("/resources/" + it).isMissingNode())
                .map(it -> "no " + it);
        Stream<String> temporary = Trees.items(container.path("volumeMounts"))
                        .anyMatch(it -> "/tmp".equals(it.path("mountPath").asString("")))
                ? Stream.empty()
                : Stream.of("/tmp cannot be written");
        Stream<String> literals = Trees.items(container.path("env"))
                .filter(it -> it.has("value"))
                .map(it -> it.path("name").asString("") + " belongs into a ConfigMap or a Secret");
        return Stream.of(differences(container, CONTAINER), resources, temporary, literals)
                .flatMap(it -> it);
    }

    private static Stream<String> differences(JsonNode tree, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .filter(it -> !it.getValue().equals(tree.at(it.getKey()).toString()))
                .map(it -> it.getKey() + " is not " + it.getValue());
    }

    private static Stream<String> namespace(JsonNode namespace) {
        String level = namespace
                .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                .asString("");
        return "restricted".equals(level) ? Stream.empty() : Stream.of("pods of the namespace are not restricted");
    }

    private static Stream<String> policies(Manifests manifests) {
        JsonNode all = manifests.get("NetworkPolicy", "default-deny").path("spec");
        return "{\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\"]}".equals(all.toString())
                ? Stream.empty()
                : Stream.of("not everything is denied that is not allowed");
    }

    private static Stream<String> secrets(Manifests manifests) {
        Stream<String> written = manifests.of("Secret").map(it -> Manifests.titleOf(it) + " is written down");
        Stream<String> mapped = manifests
                .of("ConfigMap")
                .flatMap(map -> Trees.flat(map.path("data")).entrySet().stream()
                        .filter(it -> it.getKey().matches(".*(PASSWORD|SECRET|JAAS|SIGNING_KEY).*")
                                || it.getValue().asString("").matches(".*://[^/]*:[^/]*@.*"))
                        .map(it -> Manifests.titleOf(map) + " tells a secret: " + it.getKey()));
        return Stream.concat(written, mapped);
    }
}
