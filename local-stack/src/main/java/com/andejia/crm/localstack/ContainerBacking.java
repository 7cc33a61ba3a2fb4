package com.andejia.crm.localstack;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.mongodb.MongoDBContainer;

/** The real ones, as containers. */
final class ContainerBacking implements Backing {
    private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
    private static final String MONGO_IMAGE = "mongo:8";

    private final KafkaContainer kafka =
            new KafkaContainer(KAFKA_IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    private final MongoDBContainer mongo = new MongoDBContainer(MONGO_IMAGE).withReplicaSet();

    ContainerBacking() {
        Startables.deepStart(kafka, mongo).join();
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String mongoUri(String database) {
        return mongo.getReplicaSetUrl(database);
    }

    @Override
    public String description() {
        return KAFKA_IMAGE + " and " + MONGO_IMAGE + " in Docker";
    }

    @Override
    public void close() {
        kafka.close();
        mongo.close();
    }
}
