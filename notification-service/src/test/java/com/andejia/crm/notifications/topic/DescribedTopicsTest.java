package com.andejia.crm.notifications.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.andejia.crm.events.Operation;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.intake.Portion;
import com.andejia.crm.notifications.support.AsyncApi;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.kafka.annotation.KafkaListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/asyncapi.yaml} says of topics, of their readers and of what this service keeps on them what is so. */
class DescribedTopicsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant TIME = Instant.parse("2025-11-24T07:43:08.911Z");
    private static final NotificationRequest BARE =
            new NotificationRequest("CUSTOMER_ASSIGNED", "alice", "event", TIME, "customer", Map.of(), null, null);
    private static final NotificationRequest WHOLE = new NotificationRequest(
            "CUSTOMER_ASSIGNED",
            "alice",
            "event",
            TIME,
            "customer",
            Map.of("customerName", "客户"),
            new Operation("bulk", 7),
            "crm.customer.assigned.v1");
    private static final StateRequest RESOLVE =
            new StateRequest.Resolve("alice", "customer", "event", TIME, Set.of("CUSTOMER_ASSIGNED"));
    private static final StateRequest WAKE = new StateRequest.Wake("alice", "notification", TIME);

    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("notificationRequest", BARE),
                arguments("notificationRequest", WHOLE),
                arguments("resolveRequest", RESOLVE),
                arguments("wakeRequest", WAKE),
                arguments("portion", new Portion(WHOLE, List.of("alice", "bob"))));
    }

    @Test
    void everyTopicIsDescribedAsItIsCreated() throws IOException {
        assertThat(described())
                .isEqualTo(shipped().all().stream().collect(Collectors.toMap(NewTopic::name, DescribedTopicsTest::of)));
    }

    @Test
    void everyGroupThatReadsIsDescribed() {
        Set<String> groups = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("com.andejia.crm.notifications")
                        .stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(KafkaListener.class))
                        .map(method ->
                                method.getAnnotationOfType(KafkaListener.class).id())
                        .collect(Collectors.toSet());

        assertThat(AsyncApi.document().get("operations").findValues("groupId").stream()
                        .flatMap(group -> group.get("enum").valueStream().map(JsonNode::asString)))
                .hasSameElementsAs(groups)
                .containsAll(groups);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsSentIsWhatIsDescribed(String message, Record sent) {
        JsonNode value = JSON.valueToTree(sent);

        assertThat(AsyncApi.payload(message).validate(value)).isEmpty();
        assertThat(AsyncApi.fields(message)).containsExactlyInAnyOrderElementsOf(value.propertyNames());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsNotDescribedIsFound(String message, Record sent) {
        JsonNode value = JSON.valueToTree(sent);
        value.propertyNames()
                .forEach(field -> assertThat(AsyncApi.payload(message)
                                .validate(value.deepCopy().asObject().put(field, 7)))
                        .as(field)
                        .isNotEmpty());
    }

    @Test
    void aHeaderSaysWhichRequestIsNotForSomethingNew() {
        assertThat(AsyncApi.headers("resolveRequest").validate(headers(RESOLVE)))
                .isEmpty();
        assertThat(AsyncApi.headers("wakeRequest").validate(headers(WAKE))).isEmpty();
        assertThat(AsyncApi.headers("wakeRequest").validate(headers(RESOLVE))).isNotEmpty();
    }

    private static JsonNode headers(StateRequest request) {
        var headers = JSON.createObjectNode();
        request.toRecord(JSON)
                .headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    /** The settings of each topic. */
    private static Map<String, Map<String, String>> described() {
        return AsyncApi.document()
                .get("channels")
                .valueStream()
                .flatMap(channel -> addresses(channel).map(address -> Map.entry(address, of(channel))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<String> addresses(JsonNode channel) {
        String address = channel.get("address").asString();
        JsonNode topics = channel.at("/parameters/topic/enum");
        return topics.isMissingNode()
                ? Stream.of(address)
                : topics.valueStream().map(topic -> address.replace("{topic}", topic.asString()));
    }

    private static Map<String, String> of(JsonNode channel) {
        JsonNode kafka = channel.at("/bindings/kafka");
        Map<String, String> settings = new TreeMap<>();
        kafka.path("topicConfiguration")
                .forEachEntry((name, value) ->
                        settings.put(name, value.isArray() ? value.get(0).asString() : value.toString()));
        settings.put("partitions", kafka.get("partitions").toString());
        return settings;
    }

    private static Map<String, String> of(NewTopic topic) {
        Map<String, String> settings = new HashMap<>(Objects.requireNonNullElse(topic.configs(), Map.of()));
        settings.put("partitions", String.valueOf(topic.numPartitions()));
        return settings;
    }

    private static KafkaTopics shipped() throws IOException {
        var yaml = new YamlPropertySourceLoader().load("shipped", new ClassPathResource("application.yaml"));
        return new Binder(ConfigurationPropertySources.from(yaml.get(0)))
                .bind("crm.topics", KafkaTopics.class)
                .get();
    }
}
