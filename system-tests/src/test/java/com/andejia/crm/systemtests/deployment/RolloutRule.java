package com.andejia.crm.systemtests.deployment;

import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A new version, a drained node, more or fewer replicas: somebody is always there, and whoever goes has the time to do so in order. */
final class RolloutRule implements Rule {
    @Override
    public Stream<String> complaints(Manifests manifests) {
        return ServiceFacts.BOTH.stream()
                .flatMap(service -> Stream.of(
                                rollout(
                                        manifests
                                                .get("Deployment", service.name())
                                                .path("spec"),
                                        service),
                                scaling(manifests, service),
                                disruptions(manifests, service))
                        .flatMap(it -> it)
                        .map(complaint -> service.name() + ": " + complaint));
    }

    private static Stream<String> rollout(JsonNode deployment, ServiceFacts service) {
        Stream.Builder<String> complaints = Stream.builder();
        if (!"0".equals(deployment.at("/strategy/rollingUpdate/maxUnavailable").toString())) {
            complaints.add("replicas may be missing while others are replaced");
        }
        JsonNode pod = deployment.at("/template/spec");
        long pause = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asLong(0);
        Duration needed = service.longestStop().plusSeconds(pause);
        if (pause == 0) {
            complaints.add("it is told to stop while requests are still sent to it");
        }
        if (pod.path("terminationGracePeriodSeconds").asLong(0) < needed.toSeconds()) {
            complaints.add("it is killed before it has had " + needed.toSeconds() + " s to stop");
        }
        if (pod.path("topologySpreadConstraints").size() == 0) {
            complaints.add("all replicas may be on one node");
        }
        if (deployment.has("replicas")) {
            complaints.add("two say how many replicas there are");
        }
        return complaints.build();
    }

    private static Stream<String> scaling(Manifests manifests, ServiceFacts service) {
        JsonNode scaling =
                manifests.get("HorizontalPodAutoscaler", service.name()).path("spec");
        Stream.Builder<String> complaints = Stream.builder();
        if (!service.name().equals(scaling.at("/scaleTargetRef/name").asString(""))) {
            complaints.add("nobody says how many replicas there are");
        }
        if (scaling.path("minReplicas").asInt(1) < 2) {
            complaints.add("there may be one replica only");
        }
        if (scaling.path("maxReplicas").asInt(0) > service.partitions()) {
            complaints.add("more replicas than partitions");
        }
        return complaints.build();
    }

    private static Stream<String> disruptions(Manifests manifests, ServiceFacts service) {
        JsonNode budget = manifests.get("PodDisruptionBudget", service.name()).path("spec");
        boolean right = "1".equals(budget.path("maxUnavailable").toString())
                && service.name()
                        .equals(budget.at("/selector/matchLabels/app.kubernetes.io~1name")
                                .asString(""));
        return right ? Stream.empty() : Stream.of("all replicas may be taken away at once");
    }
}
