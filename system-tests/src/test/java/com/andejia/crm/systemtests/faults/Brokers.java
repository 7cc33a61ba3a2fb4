package com.andejia.crm.systemtests.faults;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.KafkaCluster;
import com.andejia.crm.localstack.KafkaNode;
import com.andejia.crm.localstack.KafkaSecurity;
import com.andejia.crm.localstack.LocalKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * One broker, or a controller and several brokers of which all have to have what is acknowledged. Each replica of a service has
 * its own way into each of them, over a wire of its own; and so have the brokers among themselves.
 */
final class Brokers {
    private static final String REPLICATION = "REPLICATION";

    private final Path dir;
    private final @Nullable KafkaSecurity security;
    private final List<Server> controllers = new ArrayList<>();
    private final List<Server> brokers = new ArrayList<>();
    private final List<Wire> replication = new ArrayList<>();
    /** For each client its wires, one to each broker. */
    private final List<List<Wire>> clients;

    /** @param security null for those that let everybody do everything */
    Brokers(Path dir, int size, int clients, @Nullable KafkaSecurity security) {
        this.dir = dir;
        this.security = security;
        this.clients = IntStream.range(0, clients)
                .<List<Wire>>mapToObj(client -> new ArrayList<>())
                .toList();
        if (size == 1) {
            addBroker("broker", KafkaNode.single(FreePorts.any(), dir.resolve("broker")));
            return;
        }
        int controllerPort = FreePorts.any();
        KafkaCluster cluster = KafkaCluster.controlledOn(controllerPort, size);
        controllers.add(server(
                "controller",
                controllerPort,
                KafkaNode.controller(controllerPort, dir.resolve("controller"), cluster)));
        for (int id = 2; id < size + 2; id++) {
            String name = "broker-" + (id - 1);
            Wire fromOthers = Wire.to(FreePorts.any());
            replication.add(fromOthers);
            addBroker(
                    name,
                    KafkaNode.broker(id, FreePorts.any(), dir.resolve(name), cluster)
                            .listener(REPLICATION, fromOthers.target(), fromOthers.port())
                            .interBroker(REPLICATION));
        }
    }

    private void addBroker(String name, KafkaNode node) {
        KafkaNode reachable = node;
        for (int client = 0; client < clients.size(); client++) {
            Wire wire = Wire.to(FreePorts.any());
            clients.get(client).add(wire);
            reachable = reachable.listener("CLIENT_" + client, wire.target(), wire.port());
        }
        brokers.add(server(name, node.port(), reachable));
    }

    private Server server(String name, int port, KafkaNode node) {
        Path log = dir.resolve("logs").resolve(name + ".log");
        KafkaNode started = security == null ? node : node.secured(security);
        return new Server(name, port, LocalKafka.class, started.arguments(), log);
    }

    /** How the harness itself gets there: past all wires, as somebody who may do everything. */
    Map<String, Object> opsClient() {
        String servers =
                brokers.stream().map(broker -> "localhost:" + broker.port()).collect(Collectors.joining(","));
        return security == null
                ? Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers)
                : security.client(KafkaSecurity.OPS, servers);
    }

    String bootstrapServers(int client) {
        return wiresOf(client).stream().map(wire -> "localhost:" + wire.port()).collect(Collectors.joining(","));
    }

    List<Wire> wiresOf(int client) {
        return List.copyOf(clients.get(client));
    }

    /** On which brokers fetch from each other. */
    List<Wire> replication() {
        return replication;
    }

    List<Server> all() {
        return Stream.of(controllers, brokers).flatMap(List::stream).toList();
    }

    /** Without the controller, where it has a process of its own. */
    List<Server> brokers() {
        return List.copyOf(brokers);
    }
}
