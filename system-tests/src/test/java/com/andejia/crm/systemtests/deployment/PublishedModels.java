package com.andejia.crm.systemtests.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Each resource is of a kind and version that we know, has only fields that it may have, and values of their types. */
final class PublishedModels implements Rule {
    private static final Map<String, Class<?>> MODELS = Map.of(
            "v1 Namespace", Namespace.class,
            "v1 ConfigMap", ConfigMap.class,
            "v1 Service", Service.class,
            "apps/v1 Deployment", Deployment.class,
            "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class,
            "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
            "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class);

    private static final ObjectMapper STRICT = strict();

    @Override
    public Stream<String> complaints(Manifests manifests) {
        return manifests.resources().stream().flatMap(PublishedModels::complaints);
    }

    private static Stream<String> complaints(ObjectNode resource) {
        String kind = resource.path("apiVersion").asString("") + " "
                + resource.path("kind").asString("");
        Class<?> model = MODELS.get(kind);
        if (model == null) {
            return Stream.of("no model of " + kind);
        }
        try {
            STRICT.readValue(resource.toString(), model);
            return Stream.empty();
        } catch (JsonProcessingException e) {
            return Stream.of(Manifests.titleOf(resource) + ": " + e.getOriginalMessage());
        }
    }

    /** The models would keep what they do not know; and Kubernetes takes no number for a text, as Jackson would. */
    private static ObjectMapper strict() {
        ObjectMapper mapper = JsonMapper.builder()
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    @Override
                    public @Nullable Boolean hasAnySetter(Annotated annotated) {
                        return null;
                    }
                })
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
        return mapper;
    }
}
