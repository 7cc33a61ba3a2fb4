package com.andejia.crm.localstack;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes of a cluster have been told alike.
 *
 * @param id what Kafka calls a UUID: 16 bytes in 22 characters
 * @param voters the controllers as the nodes reach them, {@code 1@localhost:9093} separated by commas; empty for a node
 *     that is alone and therefore its own
 * @param replicas of every topic that does not ask for another number; as many must have a record before it is
 *     acknowledged to a producer that wants all
 * @param security null for a cluster that lets everybody do everything
 */
public record KafkaCluster(
        String id, String voters, int replicas, @Nullable KafkaSecurity security) {
    private static final String VOTER = "[0-9]+@[^@:,]+:[0-9]+";

    public KafkaCluster {
        if (!id.matches("[A-Za-z0-9_-]{22}")) {
            throw new IllegalArgumentException("\"%s\" does not name a cluster".formatted(id));
        }
        if (!voters.isEmpty() && !voters.matches(VOTER + "(," + VOTER + ")*")) {
            throw new IllegalArgumentException("\"%s\" are no voters".formatted(voters));
        }
        if (replicas < 1) {
            throw new IllegalArgumentException("%d replicas are too few".formatted(replicas));
        }
    }

    /** A cluster that never existed before, with node 1 as its controller on that port. */
    public static KafkaCluster controlledOn(int controllerPort, int replicas) {
        return new KafkaCluster(anyId(), KafkaNode.FIRST + "@localhost:" + controllerPort, replicas, null);
    }

    /** The same, asking everybody who they are. */
    public KafkaCluster secured(KafkaSecurity how) {
        return new KafkaCluster(id, voters, replicas, how);
    }

    static KafkaCluster ofOne() {
        return new KafkaCluster(anyId(), "", 1, null);
    }

    static String anyId() {
        return Uuid.randomUuid().toString();
    }
}
