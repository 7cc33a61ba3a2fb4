package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSecurityTest {
    private static final String TOPIC = "crm.customer.events";

    @TempDir
    Path dir;

    private KafkaSecurity security;
    private LocalKafka kafka;

    @BeforeEach
    void start() throws Exception {
        security = KafkaSecurity.create(dir.resolve("security"), "customer-service", "somebody");
        startBroker();
        try (Admin ops = Admin.create(as(KafkaSecurity.OPS))) {
            ops.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            ops.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
                            new AccessControlEntry(
                                    "User:customer-service", "*", AclOperation.WRITE, AclPermissionType.ALLOW))))
                    .all()
                    .get();
        }
    }

    private void startBroker() {
        kafka = LocalKafka.start(KafkaNode.single(0, dir.resolve("kafka")).secured(security));
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void everybodyMayDoWhatOpsHaveGrantedAndNoMoreAlsoAfterARestart() throws Exception {
        send(as("customer-service"));
        kafka.close();
        startBroker();

        send(as("customer-service"));

        assertThatThrownBy(() -> send(as("somebody"))).hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void nobodyGetsInWithAWrongPassword() {
        Map<String, Object> settings = as("customer-service");
        settings.put("sasl.jaas.config", security.login("somebody").replace("somebody", "customer-service"));

        assertThatThrownBy(() -> send(settings)).hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void nobodyTrustsABrokerOfAnotherAuthority() {
        Map<String, Object> settings = as("customer-service");
        settings.put(
                "ssl.truststore.location",
                LocalAuthority.create(dir.resolve("another")).certificate().toString());

        assertThatThrownBy(() -> send(settings)).hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void theKeyOfTheAuthorityIsNotKept() throws Exception {
        KeyStore keys = KeyStore.getInstance(
                security.authority().store().toFile(), LocalAuthority.STORE_PASSWORD.toCharArray());

        assertThat(Collections.list(keys.aliases())).containsExactly("server");
    }

    private Map<String, Object> as(String user) {
        return new HashMap<>(security.client(user, kafka.bootstrapServers()));
    }

    private static void send(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        settings.put("max.block.ms", 10_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "anything")).get();
        }
    }
}
