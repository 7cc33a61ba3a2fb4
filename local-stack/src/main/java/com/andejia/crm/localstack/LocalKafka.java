package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker that is its own controller, on a directory of its own; or, as a process, a {@link KafkaNode} of a
 * cluster. What was acknowledged survives the end of the process, also a violent one; only a power cut may lose what the
 * operating system had not yet written.
 */
public final class LocalKafka implements AutoCloseable {
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
        return start(KafkaNode.single(port, dataDir));
    }

    /** Starts a node that may be anything but alone, or that asks everybody who they are. */
    public static LocalKafka start(KafkaNode given) {
        KafkaNode node = given.onFreePorts();
        formatOnce(node);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(KafkaSettings.of(node)), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new LocalKafka(server, node.is(KafkaNode.Role.BROKER) ? node.port() : node.controllerPort());
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void formatOnce(KafkaNode node) {
        Path dataDir = node.data();
        if (Files.exists(dataDir.resolve("meta.properties"))) {
            return;
        }
        KafkaSecurity security = node.cluster().security();
        try {
            Files.createDirectories(dataDir);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(node.id())
                    .setClusterId(node.cluster().id())
                    .setDirectories(List.of(dataDir.toString()))
                    .setMetadataLogDirectory(dataDir.toString())
                    .setControllerListenerName(KafkaNode.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setScramArguments(security == null ? List.of() : security.credentials())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write to " + dataDir, e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot format " + dataDir, e);
        }
    }

    /**
     * Runs a broker alone, {@code --port=9092 --data=DIR}, or the node that {@link KafkaNode#arguments} describes, until
     * the process is ended.
     */
    public static void main(String[] arguments) {
        KafkaNode node = KafkaArguments.parse(arguments);
        QuietLogs.toConsole();
        LocalKafka kafka = start(node);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-kafka"));
        System.out.println("Kafka answers on " + kafka.bootstrapServers());
    }
}
