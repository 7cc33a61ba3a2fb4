package com.andejia.crm.systemtests;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.localstack.KafkaNode;
import com.andejia.crm.localstack.KafkaSecurity;
import com.andejia.crm.localstack.LocalKafka;
import com.andejia.crm.localstack.LocalMongo;
import com.andejia.crm.localstack.Rehearsal;
import com.andejia.crm.localstack.ServiceProcess;
import com.andejia.crm.localstack.ServiceSpecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Broker and database in this JVM, each service in its own: what a test starts, kills and looks at. */
public final class RunningSystem implements Services, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path dataDir;
    private final LocalMongo mongo;
    private final LocalKafka kafka;
    private ServiceProcess customerService;
    private ServiceProcess notificationService;

    private RunningSystem(
            Path dataDir, LocalMongo mongo, LocalKafka kafka, UnaryOperator<ServiceProcess.Spec> changed) {
        this.dataDir = dataDir;
        this.mongo = mongo;
        this.kafka = kafka;
        Rehearsal.unlessDone(Path.of(".."));
        var specs = new ServiceSpecs(Path.of(".."), kafka.bootstrapServers(), mongo::uri, dataDir);
        int customerPort = FreePorts.any();
        List<ServiceProcess.Spec> both = ServiceSpecs.knowingEachOther(
                specs.customerService("customer-service", customerPort, FreePorts.any())
                        .with("CRM_OUTBOX_LEASE", "3s")
                        .with("CRM_IMPORT_LEASE", "3s"),
                specs.notificationService("notification-service", FreePorts.any(), FreePorts.any(), customerPort)
                        .with("CRM_SNOOZE_LOOK_EVERY", "500ms")
                        .with("CRM_REPORTS_INTERVAL", "1d")); // lest a test that runs at six is told of the day
        customerService = ServiceProcess.start(changed.apply(both.get(0)));
        notificationService = ServiceProcess.start(changed.apply(both.get(1)));
    }

    /** The one of all tests of this JVM that leave it running; it ends with the JVM. */
    public static RunningSystem shared() {
        return Shared.INSTANCE;
    }

    public static RunningSystem start() {
        return start(UnaryOperator.identity());
    }

    /** With something else in the environment of both services. */
    static RunningSystem start(UnaryOperator<ServiceProcess.Spec> changed) {
        Path dataDir = dataDir();
        return ready(new RunningSystem(
                dataDir,
                LocalMongo.start(dataDir.resolve("mongo"), 0),
                LocalKafka.start(dataDir.resolve("kafka"), 0),
                changed));
    }

    /**
     * With a broker that asks each service who it is, and lets it do what the manifests say; and a database behind TLS that is a
     * replica set.
     */
    static RunningSystem secured(KafkaSecurity security) {
        Path dataDir = dataDir();
        LocalKafka kafka =
                LocalKafka.start(KafkaNode.single(0, dataDir.resolve("kafka")).secured(security));
        KafkaPlatform.prepare(security.client(KafkaSecurity.OPS, kafka.bootstrapServers()));
        LocalMongo mongo = LocalMongo.certified(security.authority());
        return ready(new RunningSystem(
                dataDir,
                mongo,
                kafka,
                spec -> quickToStart(spec)
                        .with(security.environment(spec.name()))
                        .with(security.authority().environmentForMongo())));
    }

    private static RunningSystem ready(RunningSystem system) {
        system.awaitReady();
        return system;
    }

    private static Path dataDir() {
        try {
            return Files.createTempDirectory("crm-system-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For one that is started and killed often, and never runs for long enough to need the better of the compilers. */
    private static ServiceProcess.Spec quickToStart(ServiceProcess.Spec spec) {
        return spec.with("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    }

    public void awaitReady() {
        customerService.awaitReady(PATIENCE);
        notificationService.awaitReady(PATIENCE);
    }

    @Override
    public URI customers() {
        return customerService.uri();
    }

    @Override
    public URI notifications() {
        return notificationService.uri();
    }

    /** Of a service's database. */
    String mongoUri(String database) {
        return mongo.uri(database);
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public ServiceProcess customerService() {
        return customerService;
    }

    public ServiceProcess notificationService() {
        return notificationService;
    }

    void restartCustomerService() {
        customerService = customerService.restart();
    }

    /** From now on with something else in its environment; returns when it is ready. */
    void restartCustomerService(UnaryOperator<ServiceProcess.Spec> changed) {
        ServiceProcess.Spec next = changed.apply(customerService.spec());
        customerService.stop(GRACE);
        customerService = ServiceProcess.start(next);
        customerService.awaitReady(PATIENCE);
    }

    void restartNotificationService() {
        notificationService = notificationService.restart();
    }

    /** All lines that the service has logged, in this life and earlier ones. */
    public Stream<String> log(String service) {
        try {
            return Files.readAllLines(dataDir.resolve("logs").resolve(service + ".log")).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        notificationService.stop(GRACE);
        customerService.stop(GRACE);
        kafka.close();
        mongo.close();
    }

    /** Initialised when {@link #shared} is first called, so that tests with a system of their own do not start it. */
    private static final class Shared {
        static final RunningSystem INSTANCE = start(RunningSystem::quickToStart);

        static {
            // Many tests give the same few people customers, and look for them one by one.
            List.of("admin", "manager", "alice", "bob")
                    .forEach(person -> Staff.signIn(INSTANCE, person).oneByOne());
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "stop-shared-system"));
        }
    }
}
