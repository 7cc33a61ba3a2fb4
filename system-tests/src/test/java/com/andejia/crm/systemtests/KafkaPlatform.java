package com.andejia.crm.systemtests;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Strimzi's operators do on a cluster, from the same files: topics, and what each user may do. */
public final class KafkaPlatform {
    private static final Path MANIFESTS = Path.of("..", "k8s", "base", "kafka");

    /** Copies are as many as the broker here makes, and so are those that have to be in sync. */
    private static final String COPIES = "min.insync.replicas";

    private KafkaPlatform() {}

    /**
     * Before anybody else comes.
     *
     * @param ops how somebody connects who may do everything
     */
    public static void prepare(Map<String, Object> ops) {
        try (Admin admin = Admin.create(ops)) {
            admin.createTopics(
                            documents("topics.yaml").map(KafkaPlatform::topic).toList())
                    .all()
                    .get();
            admin.createAcls(documents("users.yaml")
                            .flatMap(KafkaPlatform::rights)
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Those who get rights. */
    public static String[] users() {
        return documents("users.yaml").map(KafkaPlatform::name).toArray(String[]::new);
    }

    private static NewTopic topic(JsonNode manifest) {
        Map<String, String> settings = new HashMap<>();
        manifest.at("/spec/config").forEachEntry((setting, value) -> settings.put(setting, value.asString()));
        settings.remove(COPIES);
        int partitions = manifest.at("/spec/partitions").asInt();
        return new NewTopic(name(manifest), Optional.of(partitions), Optional.empty()).configs(settings);
    }

    private static Stream<AclBinding> rights(JsonNode user) {
        return elements(user.at("/spec/authorization/acls"))
                .flatMap(acl -> elements(acl.at("/operations"))
                        .map(operation -> new AclBinding(
                                resource(acl.at("/resource")),
                                new AccessControlEntry(
                                        "User:" + name(user),
                                        "*",
                                        AclOperation.fromString(operation.asString()),
                                        AclPermissionType.ALLOW))));
    }

    private static ResourcePattern resource(JsonNode resource) {
        boolean prefix = resource.at("/patternType").asString().equals("prefix");
        return new ResourcePattern(
                ResourceType.fromString(resource.at("/type").asString()),
                resource.at("/name").asString(),
                prefix ? PatternType.PREFIXED : PatternType.LITERAL);
    }

    private static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asString();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<JsonNode> documents(String file) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        try (Reader text = Files.newBufferedReader(MANIFESTS.resolve(file))) {
            List<JsonNode> all = StreamSupport.stream(yaml.loadAll(text).spliterator(), false)
                    .<JsonNode>map(JsonMapper.shared()::valueToTree)
                    .toList();
            return all.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
