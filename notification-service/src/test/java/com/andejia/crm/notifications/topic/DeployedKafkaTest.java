package com.andejia.crm.notifications.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.Topics;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.annotation.KafkaListener;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The topics that a platform makes, and what it lets the services do with them, beside those that the services use. */
class DeployedKafkaTest {
    private static final String TOPICS = read("../k8s/base/kafka/topics.yaml");
    private static final String USERS = read("../k8s/base/kafka/users.yaml");
    private static final List<String> GROUPS = groups();
    private static final List<NewTopic> USED = new KafkaTopics(false, partitions(), Optional.empty()).all();

    /** What order and retention hang on. */
    private record Topic(int partitions, String cleanup, String retention) {
        static Topic of(NewTopic used) {
            Map<String, String> settings = Optional.ofNullable(used.configs()).orElse(Map.of());
            return new Topic(
                    used.numPartitions(),
                    settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, ""),
                    settings.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, ""));
        }

        static Topic of(JsonNode deployed) {
            JsonNode settings = deployed.at("/spec/config");
            return new Topic(
                    deployed.at("/spec/partitions").asInt(0),
                    settings.path(TopicConfig.CLEANUP_POLICY_CONFIG).asString(""),
                    settings.path(TopicConfig.RETENTION_MS_CONFIG).asString(""));
        }
    }

    @Test
    void thePlatformMakesTheTopicsThatTheServicesUse() {
        assertThat(deployed(TOPICS)).isEqualTo(used());
    }

    @ParameterizedTest
    @CsvSource({
        "partitions: 12, partitions: 24",
        "crm.notification.portions.dlt, crm.notification.portion.dlt",
        "retention.ms: 3600000, retention.ms: 36000000",
        "cleanup.policy: compact, cleanup.policy: delete"
    })
    void aTopicThatIsOtherThanTheServicesTakeItToBeIsNoticed(String right, String wrong) {
        assertThat(TOPICS).contains(right);
        assertThat(deployed(TOPICS.replace(right, wrong))).isNotEqualTo(used());
    }

    @Test
    void eachServiceMayDoWhatItDoesAndNothingElse() {
        assertThat(rights(USERS, "topic")).isEqualTo(neededRights());
        assertThat(groupsWithoutRight(USERS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: crm.staff.events, patternType: literal } operations: [Read]|"
                        + "name: crm.staff.events, patternType: literal } operations: [Read, Write]",
                "name: crm.notification.live|name: crm.notification",
                "operations: [Write]|operations: [All]"
            })
    void aRightTooManyOrTooFewIsNoticed(String right, String wrong) {
        String onOneLine = USERS.replaceAll("}\\s+operations", "} operations");
        assertThat(onOneLine).contains(right);

        String broken = onOneLine.replace(right, wrong).replace("} operations", "}\n        operations");

        assertThat(rights(broken, "topic")).isNotEqualTo(neededRights());
    }

    @Test
    void aGroupThatMayNotBeJoinedIsNoticed() {
        assertThat(groupsWithoutRight(USERS.replace("name: crm-,", "name: crm-f,")))
                .contains("crm-intake")
                .doesNotContain("crm-feed");
    }

    private static Map<String, Topic> used() {
        return USED.stream().collect(Collectors.toMap(NewTopic::name, Topic::of));
    }

    private static Map<String, Topic> deployed(String topics) {
        return documents(topics).collect(Collectors.toMap(DeployedKafkaTest::nameOf, Topic::of));
    }

    /** The events of the staff are for customer-service to tell; dead letters are sent again to any other topic. */
    private static Map<String, Map<String, Set<String>>> neededRights() {
        Map<String, Set<String>> notifications = new TreeMap<>();
        USED.forEach(topic -> notifications.put(
                topic.name(), topic.name().equals(Topics.STAFF_EVENTS) ? Set.of("Read") : Set.of("Read", "Write")));
        return Map.of(
                "customer-service",
                Map.of(Topics.CUSTOMER_EVENTS, Set.of("Write"), Topics.STAFF_EVENTS, Set.of("Write")),
                "notification-service",
                notifications);
    }

    /** By user and name of the resource. */
    private static Map<String, Map<String, Set<String>>> rights(String users, String type) {
        Map<String, Map<String, Set<String>>> rights = new TreeMap<>();
        documents(users)
                .forEach(user -> user.at("/spec/authorization/acls")
                        .valueStream()
                        .filter(it -> type.equals(it.at("/resource/type").asString("")))
                        .forEach(it -> rights.computeIfAbsent(nameOf(user), name -> new TreeMap<>())
                                .put(
                                        it.at("/resource/name").asString(""),
                                        it.path("operations")
                                                .valueStream()
                                                .map(operation -> operation.asString(""))
                                                .collect(Collectors.toSet()))));
        return rights;
    }

    private static Set<String> groupsWithoutRight(String users) {
        Set<String> prefixes =
                rights(users, "group").get("notification-service").keySet();
        return GROUPS.stream()
                .filter(group -> prefixes.stream().noneMatch(group::startsWith))
                .collect(Collectors.toSet());
    }

    private static List<String> groups() {
        Stream<String> listeners = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("com.andejia.crm.notifications")
                        .stream()
                        .map(JavaClass::getMethods)
                        .flatMap(Set::stream)
                        .flatMap(it -> it.tryGetAnnotationOfType(KafkaListener.class).stream())
                        .map(KafkaListener::id);
        // As Spring Cloud Stream names the group of a binding that has none.
        return Stream.concat(listeners, Stream.of("anonymous.1")).toList();
    }

    private static int partitions() {
        return documents(read("src/main/resources/application.yaml"))
                .findFirst()
                .orElseThrow()
                .at("/crm/topics/partitions")
                .asInt(0);
    }

    private static String nameOf(JsonNode resource) {
        return resource.at("/metadata/name").asString("");
    }

    private static Stream<JsonNode> documents(String yaml) {
        var parser = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(parser.loadAll(yaml).spliterator(), false)
                .map(JsonMapper.shared()::<JsonNode>valueToTree);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
