package com.andejia.crm.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** A {@link KafkaNode} in the words of Kafka's configuration. */
final class KafkaSettings {
    private final Properties settings = new Properties();

    private KafkaSettings() {}

    static Properties of(KafkaNode node) {
        KafkaSettings all = new KafkaSettings();
        all.identity(node);
        all.listeners(node);
        all.copies(node.cluster().replicas());
        all.quickToComeBack();
        all.modest();
        KafkaSecurity security = node.cluster().security();
        if (security != null) {
            all.security(node, security);
        }
        return all.settings;
    }

    private void identity(KafkaNode node) {
        settings.put(
                "process.roles",
                node.roles().stream().map(KafkaNode.Role::wireName).collect(Collectors.joining(",")));
        settings.put("node.id", String.valueOf(node.id()));
        settings.put("log.dirs", node.data().toString());
        settings.put("auto.create.topics.enable", "false");
        String voters = node.cluster().voters();
        settings.put(
                "controller.quorum.voters",
                voters.isEmpty() ? node.id() + "@localhost:" + node.controllerPort() : voters);
    }

    private void listeners(KafkaNode node) {
        List<String> bound = new ArrayList<>();
        List<String> advertised = new ArrayList<>();
        boolean secured = node.cluster().security() != null;
        String protocol = secured ? ":SASL_SSL" : ":PLAINTEXT";
        List<String> protocols = new ArrayList<>(
                List.of(KafkaNode.CLIENTS + protocol, KafkaNode.CONTROLLER + (secured ? ":SSL" : ":PLAINTEXT")));
        if (node.is(KafkaNode.Role.CONTROLLER)) {
            bound.add(address(KafkaNode.CONTROLLER, node.controllerPort()));
        }
        if (node.is(KafkaNode.Role.BROKER)) {
            bound.add(address(KafkaNode.CLIENTS, node.port()));
            advertised.add(address(KafkaNode.CLIENTS, node.port()));
            for (KafkaNode.Listener listener : node.listeners()) {
                bound.add(address(listener.name(), listener.port()));
                advertised.add(address(listener.name(), listener.advertisedPort()));
                protocols.add(listener.name() + protocol);
            }
            settings.put("advertised.listeners", String.join(",", advertised));
            settings.put("inter.broker.listener.name", node.interBroker());
        }
        settings.put("listeners", String.join(",", bound));
        settings.put("controller.listener.names", KafkaNode.CONTROLLER);
        settings.put("listener.security.protocol.map", String.join(",", protocols));
    }

    private static String address(String listener, int port) {
        return listener + "://localhost:" + port;
    }

    /** The controller is told as well: it decides who may lead by how many must have a record. */
    private void copies(int replicas) {
        for (String setting : List.of(
                "default.replication.factor",
                "min.insync.replicas",
                "offsets.topic.replication.factor",
                "transaction.state.log.replication.factor",
                "transaction.state.log.min.isr",
                "share.coordinator.state.topic.replication.factor",
                "share.coordinator.state.topic.min.isr")) {
            settings.put(setting, String.valueOf(replicas));
        }
        settings.put("unclean.leader.election.enable", "false");
    }

    /** Clients have a name and a password, as brokers do among themselves; controllers know each other and brokers by certificate. */
    private void security(KafkaNode node, KafkaSecurity security) {
        LocalAuthority authority = security.authority();
        settings.put("ssl.keystore.type", LocalAuthority.STORE_TYPE);
        settings.put("ssl.keystore.location", authority.store().toString());
        settings.put("ssl.keystore.password", LocalAuthority.STORE_PASSWORD);
        settings.put("ssl.key.password", LocalAuthority.STORE_PASSWORD);
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", authority.certificate().toString());
        settings.put("listener.name.controller.ssl.client.auth", "required");
        settings.put("sasl.enabled.mechanisms", KafkaSecurity.MECHANISM);
        settings.put("sasl.mechanism.inter.broker.protocol", KafkaSecurity.MECHANISM);
        Stream.concat(Stream.of(KafkaNode.CLIENTS), node.listeners().stream().map(KafkaNode.Listener::name))
                .map(listener -> "listener.name.%s.%s.sasl.jaas.config".formatted(listener, KafkaSecurity.MECHANISM))
                .forEach(login -> settings.put(login.toLowerCase(Locale.ROOT), security.login(KafkaSecurity.OPS)));
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", "User:%s;User:%s".formatted(KafkaSecurity.OPS, LocalAuthority.SERVER));
    }

    /** After a kill the controller waits for the session of the dead broker to end. */
    private void quickToComeBack() {
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
    }

    /** The defaults are for a server of its own: 128 MB for the cleaner, 20 MB of index files for each partition. */
    private void modest() {
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "4");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
    }
}
