package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker that is its own controller, on a directory of its own. What was acknowledged survives the end of
 * the process, also a violent one; only a power cut may lose what the operating system had not yet written.
 */
public final class LocalKafka implements AutoCloseable {
    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final int port;

    private LocalKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker on what the directory holds, or on nothing.
     *
     * @param port 0 for any free one
     */
    public static LocalKafka start(Path dataDir, int port) {
        int brokerPort = port == 0 ? FreePorts.any() : port;
        formatOnce(dataDir);
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(settings(dataDir, brokerPort, FreePorts.any())), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new LocalKafka(server, brokerPort);
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void formatOnce(Path dataDir) {
        if (Files.exists(dataDir.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(dataDir);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(dataDir.toString()))
                    .setMetadataLogDirectory(dataDir.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write to " + dataDir, e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot format " + dataDir, e);
        }
    }

    /** The controller listens on whatever port is free: it is asked by nobody but the broker beside it. */
    private static Properties settings(Path dataDir, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE));
        settings.put("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE + "@localhost:" + controllerPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", dataDir.toString());
        settings.put("auto.create.topics.enable", "false");
        aloneInTheCluster(settings);
        quickToComeBack(settings);
        modest(settings);
        return settings;
    }

    private static void aloneInTheCluster(Properties settings) {
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    /** After a kill the controller waits for the session of the dead broker, which is this one, to end. */
    private static void quickToComeBack(Properties settings) {
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
    }

    /** The defaults are for a server of its own: 128 MB for the cleaner, 20 MB of index files for each partition. */
    private static void modest(Properties settings) {
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "4");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
    }

    /** Runs a broker alone: {@code --port=9092 --data=DIR}, until the process is ended. */
    public static void main(String[] arguments) {
        Options options = Options.parse(arguments);
        QuietLogs.toConsole();
        LocalKafka kafka = start(options.data(), options.port());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-kafka"));
        System.out.println("Kafka answers on " + kafka.bootstrapServers());
    }
}
