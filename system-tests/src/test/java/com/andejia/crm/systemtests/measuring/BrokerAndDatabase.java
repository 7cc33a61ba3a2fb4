package com.andejia.crm.systemtests.measuring;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.JvmProcess;
import com.andejia.crm.localstack.KafkaNode;
import com.andejia.crm.localstack.LocalKafka;
import com.andejia.crm.localstack.LocalMongo;
import com.andejia.crm.localstack.Rehearsal;
import com.andejia.crm.localstack.ServiceSpecs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A broker and a database with nothing in them yet, each a process of its own: what they cost is told apart from what others do. */
public final class BrokerAndDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Path dir;
    private final int brokerPort = FreePorts.any();
    private final int databasePort = FreePorts.any();
    private final JvmProcess broker;
    private final JvmProcess database;

    private BrokerAndDatabase(Path dir) {
        this.dir = dir;
        broker = JvmProcess.start(
                LocalKafka.class,
                KafkaNode.single(brokerPort, dir.resolve("kafka")).arguments(),
                dir.resolve("broker.log"));
        database = JvmProcess.start(
                LocalMongo.class,
                List.of("--port=" + databasePort, "--data=" + dir.resolve("mongo")),
                dir.resolve("database.log"));
    }

    /**
     * Returns when both take connections.
     *
     * @param dir for what they keep, and for their logs
     */
    public static BrokerAndDatabase start(Path dir) {
        var started = new BrokerAndDatabase(dir);
        awaitConnection(started.brokerPort);
        awaitConnection(started.databasePort);
        return started;
    }

    private static void awaitConnection(int port) {
        await("somebody who listens on port " + port)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
    }

    public String bootstrapServers() {
        return "localhost:" + brokerPort;
    }

    public String mongoUri(String database) {
        return "mongodb://localhost:" + databasePort + "/" + database;
    }

    /** Of services that use them, and start with what Java has learnt of them. */
    public ServiceSpecs specs() {
        Rehearsal.unlessDone(Path.of(".."));
        return new ServiceSpecs(Path.of(".."), bootstrapServers(), this::mongoUri, dir);
    }

    public Usage brokerUsage() {
        return Usage.of(List.of(broker.pid()));
    }

    public Usage databaseUsage() {
        return Usage.of(List.of(database.pid()));
    }

    @Override
    public void close() {
        broker.stop(GRACE);
        database.stop(GRACE);
    }
}
