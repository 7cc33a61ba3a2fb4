package com.andejia.crm.systemtests.streams;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.ServiceProcess;
import com.andejia.crm.systemtests.crowd.StreamRequest;
import com.andejia.crm.systemtests.measuring.BrokerAndDatabase;
import com.andejia.crm.systemtests.measuring.Programs;
import com.andejia.crm.systemtests.measuring.Scraped;
import com.andejia.crm.systemtests.measuring.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** notification-service on a core of its own; its broker, its database and the keys for tokens elsewhere; and many people. */
final class ServiceUnderLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** Appended to what {@link ServiceProcess} says, and so stronger. */
    private static final String HEAP = "-Xmx512m";

    private final Issuer issuer = new Issuer();
    private final List<String> tokens;
    private final BrokerAndDatabase servers;
    private final KafkaProducer<String, byte[]> producer;
    private ServiceProcess service;

    ServiceUnderLoad(People people) {
        tokens = people.names().stream().map(issuer::tokenFor).toList();
        servers = Core.OF_ALL_ELSE.during(() -> BrokerAndDatabase.start(temporary()));
        ServiceProcess.Spec spec = servers.specs()
                .notificationService("notification-service", FreePorts.any(), FreePorts.any(), issuer.port())
                .with("_JAVA_OPTIONS", HEAP)
                .with("CRM_DIGEST_ALONE", "1000") // each notification by itself, however many
                .with("CRM_REPORTS_INTERVAL", "1d");
        service = Core.OF_THE_SERVER.during(() -> ServiceProcess.start(spec));
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        // Its topics have leaders then. Before, a producer's first batch may be overtaken by its second, and is refused
        // for good.
        service.awaitReady(PATIENCE);
        people.names().forEach(person -> Events.send(producer, Events.staff(person)));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("crm-streams");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String bootstrapServers() {
        return servers.bootstrapServers();
    }

    KafkaProducer<String, byte[]> producer() {
        return producer;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), service.spec().port());
    }

    URI stream() {
        return service.uri().resolve("/api/notifications/stream");
    }

    /** The sum of the series whose line begins so. */
    double metric(String beginning) {
        return Scraped.sum(service.managementUri(), beginning);
    }

    Usage usage() {
        return Usage.of(List.of(service.pid()));
    }

    void collectGarbage() {
        Programs.output("jcmd", String.valueOf(service.pid()), "GC.run");
    }

    String token(int connection) {
        return tokens.get(People.indexOf(connection));
    }

    byte[] request(int connection, @Nullable String lastEventId) {
        return StreamRequest.of(token(connection), lastEventId);
    }

    /** SIGKILL. */
    void kill() {
        service.kill();
    }

    /** On the same ports; returns when it is ready. */
    void startAgain() {
        service = Core.OF_THE_SERVER.during(service::restart);
        service.awaitReady(PATIENCE);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        service.stop(GRACE);
        servers.close();
        issuer.close();
    }
}
