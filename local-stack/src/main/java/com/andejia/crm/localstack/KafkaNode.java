package com.andejia.crm.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One node of a cluster: which roles it has and where it listens. For a process of its own:
 *
 * <pre>{@code
 * KafkaCluster cluster = KafkaCluster.controlledOn(9093, 2);
 * JvmProcess.start(LocalKafka.class, KafkaNode.controller(9093, dir, cluster).arguments(), log);
 * JvmProcess.start(LocalKafka.class, KafkaNode.broker(2, 9092, dir2, cluster)
 *     .listener("CUSTOMERS", 19092, 29092).arguments(), log2);
 * }</pre>
 *
 * @param port of the listener {@value #CLIENTS} of a broker, 0 for any free one
 * @param controllerPort where a controller listens, 0 for any free one; not where others reach it, which is among the
 *     voters
 * @param interBroker the name of the listener by whose advertised port brokers reach each other
 */
public record KafkaNode(
        int id,
        Path data,
        Set<Role> roles,
        int port,
        int controllerPort,
        List<Listener> listeners,
        String interBroker,
        KafkaCluster cluster) {
    static final int FIRST = 1;
    static final String CLIENTS = "CLIENTS";
    static final String CONTROLLER = "CONTROLLER";

    /** What a node does for its cluster. */
    public enum Role {
        BROKER,
        CONTROLLER;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One more way into a broker, of whose clients each is told to stay on it.
     *
     * @param advertisedPort where clients are told to come, such as that of a proxy before {@code port}
     */
    public record Listener(String name, int port, int advertisedPort) {
        public Listener {
            if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("A listener cannot be called \"%s\"".formatted(name));
            }
            name = name.toUpperCase(Locale.ROOT);
            requirePort(port);
            requirePort(advertisedPort);
        }
    }

    public KafkaNode {
        roles = Set.copyOf(roles);
        listeners = List.copyOf(listeners);
        interBroker = interBroker.toUpperCase(Locale.ROOT);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("A node is a broker, a controller or both");
        }
        if (port != 0) {
            requirePort(port);
        }
        if (controllerPort != 0) {
            requirePort(controllerPort);
        }
        if (cluster.voters().isEmpty() && !roles.contains(Role.CONTROLLER)) {
            throw new IllegalArgumentException("A broker alone needs to know the voters");
        }
        if (!cluster.voters().isEmpty() && roles.contains(Role.CONTROLLER) && controllerPort == 0) {
            throw new IllegalArgumentException("A controller that others are to find needs a port of its own");
        }
        if (!roles.contains(Role.BROKER) && !listeners.isEmpty()) {
            throw new IllegalArgumentException("Only a broker has listeners");
        }
        Set<String> names = new HashSet<>(Set.of(CLIENTS));
        for (Listener listener : listeners) {
            if (listener.name().equals(CONTROLLER) || !names.add(listener.name())) {
                throw new IllegalArgumentException("There is a listener called %s already".formatted(listener.name()));
            }
        }
        if (!names.contains(interBroker)) {
            throw new IllegalArgumentException("There is no listener called %s".formatted(interBroker));
        }
    }

    /** A broker that is its own controller and the only node there is. */
    public static KafkaNode single(int port, Path data) {
        return new KafkaNode(FIRST, data, EnumSet.allOf(Role.class), port, 0, List.of(), CLIENTS, KafkaCluster.ofOne());
    }

    /** The node that {@link KafkaCluster#controlledOn} counts on. */
    public static KafkaNode controller(int controllerPort, Path data, KafkaCluster cluster) {
        return new KafkaNode(FIRST, data, Set.of(Role.CONTROLLER), 0, controllerPort, List.of(), CLIENTS, cluster);
    }

    /** A node that keeps records and leaves the control to others. */
    public static KafkaNode broker(int id, int port, Path data, KafkaCluster cluster) {
        return new KafkaNode(id, data, Set.of(Role.BROKER), port, 0, List.of(), CLIENTS, cluster);
    }

    /** The same with one more way in: clients that come by it are told {@code localhost:advertisedPort} only. */
    public KafkaNode listener(String name, int port, int advertisedPort) {
        List<Listener> more = new ArrayList<>(listeners);
        more.add(new Listener(name, port, advertisedPort));
        return new KafkaNode(id, data, roles, this.port, controllerPort, more, interBroker, cluster);
    }

    /** The same, found by the other brokers on the listener of that name, which must have been added before. */
    public KafkaNode interBroker(String name) {
        return new KafkaNode(id, data, roles, port, controllerPort, listeners, name, cluster);
    }

    /** The same in a cluster that asks everybody who they are. */
    public KafkaNode secured(KafkaSecurity how) {
        return new KafkaNode(id, data, roles, port, controllerPort, listeners, interBroker, cluster.secured(how));
    }

    /** What {@link LocalKafka#main} is to be given. */
    public List<String> arguments() {
        return KafkaArguments.of(this);
    }

    /** The same with certain ports in place of any. */
    KafkaNode onFreePorts() {
        return new KafkaNode(
                id,
                data,
                roles,
                port == 0 ? FreePorts.any() : port,
                controllerPort == 0 ? FreePorts.any() : controllerPort,
                listeners,
                interBroker,
                cluster);
    }

    boolean is(Role role) {
        return roles.contains(role);
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("%d is no port".formatted(port));
        }
    }
}
