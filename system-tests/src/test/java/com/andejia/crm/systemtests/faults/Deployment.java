package com.andejia.crm.systemtests.faults;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.KafkaSecurity;
import com.andejia.crm.localstack.LocalMongo;
import com.andejia.crm.localstack.ServiceProcess.Spec;
import com.andejia.crm.localstack.ServiceSpecs;
import com.andejia.crm.systemtests.KafkaPlatform;
import com.andejia.crm.systemtests.faults.agent.FaultAgentJar;
import com.andejia.crm.systemtests.faults.agent.Sabotage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The whole system as processes: brokers, a database for each service, replicas of both services; and a wire wherever two meet. */
final class Deployment implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    /** Many are started, and none lives long: what the second compiler would gain is not earned back. */
    private static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1 ";

    /** A broker that has just begun needs most of it for the indexes of its partitions. */
    private static final int SMALL_DISK_MEGABYTES = 128;

    private final Path dir;
    private final @Nullable KafkaSecurity security;
    private final Brokers brokers;
    private final Server customersDatabase;
    private final Server notificationsDatabase;
    private final List<Replica> customers;
    private final List<Replica> notifications;
    private final Map<String, SmallDisk> disks = new HashMap<>();

    /**
     * What to start.
     *
     * @param lease how long a relay that is gone holds up the others
     * @param smallDisks whether broker and databases have a disk each that can be filled
     * @param secured whether brokers ask everybody who they are, and let services do what the manifests say
     */
    record Shape(
            int brokers,
            int customerReplicas,
            int notificationReplicas,
            Duration lease,
            boolean smallDisks,
            boolean secured,
            List<Sabotage> sabotages) {
        static Shape replicas(int customers, int notifications) {
            return new Shape(1, customers, notifications, Duration.ofSeconds(30), false, false, List.of());
        }

        Shape brokers(int other) {
            return new Shape(other, customerReplicas, notificationReplicas, lease, smallDisks, secured, sabotages);
        }

        Shape lease(Duration other) {
            return new Shape(brokers, customerReplicas, notificationReplicas, other, smallDisks, secured, sabotages);
        }

        Shape onSmallDisks() {
            return new Shape(brokers, customerReplicas, notificationReplicas, lease, true, secured, sabotages);
        }

        Shape secured(boolean other) {
            return new Shape(brokers, customerReplicas, notificationReplicas, lease, smallDisks, other, sabotages);
        }

        Shape sabotaged(Sabotage how) {
            return new Shape(brokers, customerReplicas, notificationReplicas, lease, smallDisks, secured, List.of(how));
        }
    }

    private Deployment(Path dir, Shape shape) {
        this.dir = dir;
        security = shape.secured() ? KafkaSecurity.create(dir.resolve("security"), KafkaPlatform.users()) : null;
        brokers = new Brokers(dir, shape.brokers(), shape.customerReplicas() + shape.notificationReplicas(), security);
        customersDatabase = database("customers-db");
        notificationsDatabase = database("notifications-db");
        customers = IntStream.range(0, shape.customerReplicas())
                .mapToObj(i -> customerService(i, shape))
                .toList();
        notifications = IntStream.range(0, shape.notificationReplicas())
                .mapToObj(i -> notificationService(i, shape.customerReplicas() + i, shape))
                .toList();
        if (shape.smallDisks()) {
            servers()
                    .forEach(server -> disks.put(
                            server.name(), SmallDisk.mount(dir.resolve(server.name()), SMALL_DISK_MEGABYTES)));
        }
    }

    /** Returns when everything is ready. */
    static Deployment start(Shape shape) {
        try {
            Deployment deployment = new Deployment(Files.createTempDirectory("crm-faults"), shape);
            startAll(deployment.servers());
            if (shape.secured()) {
                KafkaPlatform.prepare(deployment.brokers.opsClient());
            }
            startAll(deployment.replicas());
            return deployment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void startAll(List<? extends Part> parts) {
        parts.forEach(Part::start);
        parts.forEach(part -> part.awaitReady(START));
    }

    Brokers brokers() {
        return brokers;
    }

    Server customersDatabase() {
        return customersDatabase;
    }

    Server notificationsDatabase() {
        return notificationsDatabase;
    }

    List<Replica> customers() {
        return customers;
    }

    List<Replica> notifications() {
        return notifications;
    }

    List<URI> customerUris() {
        return customers.stream().map(Replica::uri).toList();
    }

    List<URI> notificationUris() {
        return notifications.stream().map(Replica::uri).toList();
    }

    /** In the order in which they are started. */
    List<Part> parts() {
        return Stream.of(servers(), customers, notifications)
                .<Part>flatMap(List::stream)
                .toList();
    }

    /** Of a broker or database, if {@link Shape#smallDisks} says so. */
    SmallDisk disk(Part server) {
        return disks.get(server.name());
    }

    private List<Server> servers() {
        return Stream.of(brokers.all(), List.of(customersDatabase, notificationsDatabase))
                .flatMap(List::stream)
                .toList();
    }

    private Server database(String name) {
        int port = FreePorts.any();
        List<String> arguments = List.of("--port=" + port, "--data=" + dir.resolve(name));
        return new Server(name, port, LocalMongo.class, arguments, log(name));
    }

    private Replica customerService(int index, Shape shape) {
        Wire database = Wire.to(customersDatabase.port());
        int port = FreePorts.any();
        Spec spec = specs(index, database)
                .customerService("customer-service-" + (index + 1), port, FreePorts.any())
                .with("CRM_OUTBOX_LEASE", shape.lease().toString())
                .with(asUser("customer-service"));
        return replica(spec, index, database, shape);
    }

    private Replica notificationService(int index, int client, Shape shape) {
        Wire database = Wire.to(notificationsDatabase.port());
        int port = FreePorts.any();
        Spec spec = specs(client, database)
                .notificationService(
                        "notification-service-" + (index + 1),
                        port,
                        FreePorts.any(),
                        customers.get(0).clients().port())
                .with("CRM_REPORTS_INTERVAL", "1d") // the ledger knows of no reports
                .with(asUser("notification-service"));
        return replica(spec, client, database, shape);
    }

    private Map<String, String> asUser(String service) {
        return security == null ? Map.of() : security.environment(service);
    }

    private ServiceSpecs specs(int client, Wire database) {
        return new ServiceSpecs(
                Path.of(".."),
                brokers.bootstrapServers(client),
                name -> "mongodb://localhost:" + database.port() + "/" + name,
                dir);
    }

    private Replica replica(Spec spec, int client, Wire database, Shape shape) {
        Path controls = dir.resolve(spec.name() + ".controls");
        String agent = FaultAgentJar.flag(
                dir.resolve("fault-agent.jar"), controls, shape.sabotages().toArray(Sabotage[]::new));
        return new Replica(
                spec.with("JAVA_TOOL_OPTIONS", QUICK_TO_START + agent),
                controls,
                Wire.to(spec.port()),
                brokers.wiresOf(client),
                database);
    }

    private Path log(String name) {
        return dir.resolve("logs").resolve(name + ".log");
    }

    /** Heals all wires, wakes what sleeps and starts what is dead; returns when everything is ready. */
    void recover(Duration patience) {
        replicas().forEach(replica -> replica.wires().forEach(Wire::heal));
        brokers.replication().forEach(Wire::heal);
        parts().forEach(part -> {
            if (part.isAlive()) {
                part.thaw();
            } else {
                part.start();
            }
        });
        parts().forEach(part -> part.awaitReady(patience));
    }

    List<Replica> replicas() {
        return Stream.of(customers, notifications).flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        List<Part> all = new ArrayList<>(parts());
        all.forEach(part -> {
            if (part.isAlive()) {
                part.kill();
            }
        });
        replicas().forEach(replica -> replica.wires().forEach(Wire::close));
        brokers.replication().forEach(Wire::close);
        disks.values().forEach(SmallDisk::close);
    }
}
