package com.andejia.crm.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";
    private static final List<Rule> RULES = List.of(
            new PublishedModels(),
            new SettingsRule(),
            new PortsRule(),
            new HardeningRule(),
            new RolloutRule(),
            new Release(),
            new RouteRule());

    static Stream<String> overlays() {
        return Kustomize.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void anOverlayIsAsTheServicesAre(String overlay) {
        assertThat(complaints(Kustomize.render(overlay))).isEmpty();
    }

    /** What is broken, and how the rules notice. */
    static Stream<Arguments> breaches() {
        return Stream.of(
                broken("Deployment", "customer-service", CONTAINER + "/imagePullPolice", "Always", "imagePullPolice"),
                broken("Deployment", "customer-service", CONTAINER + "/ports/0/containerPort", "8081", "Integer"),
                broken("Deployment", "customer-service", "/apiVersion", "apps/v1beta1", "no model of apps/v1beta1"),
                broken("ConfigMap", "both-services", "/data/SPRING_KAFKA_SECURITY_PROTOCOL", 1, "Integer"),
                broken("KafkaTopic", "crm.staff.events", "/spec/partition", 12, "partition"),
                broken("KafkaUser", "customer-service", "/spec/authorization/acls/0/operaton", "Read", "operaton"),
                broken("HTTPRoute", "crm", "/spec/rules/0/timeout", "1s", "timeout"),
                broken("ConfigMap", "both-services", "/data/SPRING_DATA_MONGODB_URI", "x", "SPRING_DATA_MONGODB_URI"),
                broken("ConfigMap", "customer", "/data/CRM_TOPIC_CREATE", "false", "CRM_TOPIC_CREATE"),
                broken("ConfigMap", "notification", "/metadata/name", "other", "a ConfigMap notification-service"),
                broken("Deployment", "customer-service", CONTAINER + "/ports/0/containerPort", 8080, "http 8080"),
                broken(
                        "Deployment",
                        "customer-service",
                        CONTAINER + "/livenessProbe/httpGet/path",
                        "/",
                        "livenessProbe"),
                broken("Service", "notification-service", "/spec/ports/0/port", 80, "its Service has"),
                broken(
                        "Deployment",
                        "notification-service",
                        "/spec/template/metadata/annotations/prometheus.io~1port",
                        "8082",
                        "its metrics"),
                broken("NetworkPolicy", "customer-service", "/spec/ingress/0/ports/0/port", 8080, "opens 8080"),
                broken("NetworkPolicy", "notification-service", "/spec/egress/0/ports/0/port", 80, "opens 80"),
                broken("Deployment", "customer-service", POD + "/securityContext/runAsNonRoot", false, "runAsNonRoot"),
                broken(
                        "Deployment",
                        "customer-service",
                        CONTAINER + "/securityContext/readOnlyRootFilesystem",
                        false,
                        "readOnlyRootFilesystem"),
                broken("Deployment", "customer-service", CONTAINER + "/volumeMounts/0/mountPath", "/var", "/tmp"),
                broken("Deployment", "customer-service", CONTAINER + "/resources/limits", Map.of(), "no limits/memory"),
                broken(
                        "Deployment",
                        "customer-service",
                        CONTAINER + "/env/0",
                        Map.of("name", "SPRING_MONGODB_URI", "value", "mongodb://x"),
                        "belongs into"),
                broken("ConfigMap", "both-services", "/data/SPRING_MONGODB_URI", "mongodb://a:b@c", "tells a secret"),
                broken("NetworkPolicy", "default-deny", "/spec/policyTypes/1", "Ingress", "not everything is denied"),
                broken(
                        "Namespace",
                        "crm",
                        "/metadata/labels/pod-security.kubernetes.io~1enforce",
                        "baseline",
                        "not restricted"),
                broken(
                        "Deployment",
                        "notification",
                        "/spec/strategy/rollingUpdate/maxUnavailable",
                        1,
                        "may be missing"),
                broken("Deployment", "notification", POD + "/terminationGracePeriodSeconds", 30, "is killed before"),
                broken("Deployment", "notification", "/spec/replicas", 3, "two say how many"),
                broken("HorizontalPodAutoscaler", "notification", "/spec/maxReplicas", 13, "more replicas than"),
                broken("PodDisruptionBudget", "notification", "/spec/maxUnavailable", 2, "taken away at once"),
                broken(
                        "Deployment",
                        "customer-service",
                        CONTAINER + "/image",
                        "crm/customer-service:1",
                        "deployed from"),
                broken(
                        "HTTPRoute",
                        "crm",
                        "/spec/rules/2/matches/1/path/value",
                        "/api/clients",
                        "/api/customers goes to"),
                broken(
                        "HTTPRoute",
                        "crm",
                        "/spec/rules/0/timeouts/request",
                        "30s",
                        "/api/notifications/stream is cut off"),
                broken("HTTPRoute", "crm", "/spec/rules/3/backendRefs/0/port", 80, "nobody listens at"));
    }

    private static Arguments broken(String kind, String name, String pointer, Object value, String noticed) {
        return arguments(kind, name, pointer, value, noticed);
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void aBreachIsNoticed(String kind, String name, String pointer, Object value, String noticed) {
        Manifests broken = Kustomize.render("production").with(kind, name, pointer, value);

        assertThat(complaints(broken)).isNotEmpty().anyMatch(it -> it.contains(noticed));
    }

    @Test
    void aSecretThatIsWrittenDownIsNoticed() {
        Manifests manifests = Manifests.parse("{apiVersion: v1, kind: Secret, metadata: {name: x}, data: {}}");

        assertThat(new HardeningRule().complaints(manifests)).contains("Secret x is written down");
    }

    @Test
    void aBudgetThatIsMissingIsNoticed() {
        Manifests without = Kustomize.render("production").without("PodDisruptionBudget");

        assertThat(complaints(without)).hasSize(2).allMatch(it -> it.contains("taken away at once"));
    }

    private static List<String> complaints(Manifests manifests) {
        return RULES.stream().flatMap(rule -> rule.complaints(manifests)).toList();
    }
}
