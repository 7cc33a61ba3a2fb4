package com.andejia.crm.systemtests.streams;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.ServiceProcess;
import com.andejia.crm.systemtests.crowd.StreamRequest;
import com.andejia.crm.systemtests.measuring.BrokerAndDatabase;
import com.andejia.crm.systemtests.measuring.Core;
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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** notification-service; its broker, its database and the keys for tokens wherever this process is; and many people. */
final class ServiceUnderLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** Appended to what {@link ServiceProcess} says, and so stronger. */
    static final String HEAP = "-Xmx512m";

    /** The same, and all of it resident from the start: so nobody takes what has been collected for what is needed. */
    static final String TOUCHED_HEAP = HEAP + " -Xms512m -XX:+AlwaysPreTouch";

    private static final double BYTES_PER_KIB = 1 << 10;

    private final Issuer issuer = new Issuer();
    private final List<String> tokens;
    private final UnaryOperator<Supplier<ServiceProcess>> place;
    private final BrokerAndDatabase servers;
    private final KafkaProducer<String, byte[]> producer;
    private ServiceProcess service;

    private ServiceUnderLoad(People people, String heap, UnaryOperator<Supplier<ServiceProcess>> place) {
        this.place = place;
        tokens = people.names().stream().map(issuer::tokenFor).toList();
        servers = BrokerAndDatabase.start(temporary());
        ServiceProcess.Spec spec = servers.specs()
                .notificationService("notification-service", FreePorts.any(), FreePorts.any(), issuer.port())
                .with("_JAVA_OPTIONS", heap)
                .with("CRM_DIGEST_ALONE", "1000") // each notification by itself, however many
                .with("CRM_REPORTS_INTERVAL", "1d");
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        tellOf(people);
        service = place.apply(() -> ServiceProcess.start(spec)).get();
        service.awaitReady(PATIENCE);
    }

    /** Before the service starts, which reads all that is there and then knows them all. */
    private void tellOf(People people) {
        createTopic(Events.STAFF);
        // Before there is one, a producer's first batch may be overtaken by its second, and is refused for good.
        await("a leader for whatever is told of staff")
                .atMost(PATIENCE)
                .until(() -> producer.partitionsFor(Events.STAFF).stream()
                        .allMatch(partition -> partition.leader() != null));
        people.names().forEach(person -> Events.send(producer, Events.staff(person)));
        producer.flush();
    }

    private void createTopic(String name) {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.empty(), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it can do with one core, whatever it costs all others: they had better be on another one. */
    static ServiceUnderLoad onItsOwnCore(People people, String heap) {
        return new ServiceUnderLoad(people, heap, start -> () -> Core.OF_THE_SERVER.during(start));
    }

    /** It shares all cores with everybody else. */
    static ServiceUnderLoad amongOthers(People people) {
        return new ServiceUnderLoad(people, HEAP, start -> start);
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

    long usedHeapKiB() {
        return Math.round(metric("jvm_memory_used_bytes{area=\"heap\"") / BYTES_PER_KIB);
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
        service = place.apply(service::restart).get();
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
