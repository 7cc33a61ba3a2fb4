package com.andejia.crm.localstack;

import com.andejia.crm.localstack.ServiceProcess.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Database, broker and both services, brought up in this order and taken down in the other. */
final class LocalRun implements AutoCloseable {
    private final Path root;
    private final Path dataDir;
    private final Ports ports;
    private final Consumer<String> console;
    private final Parts parts = new Parts();

    LocalRun(Path root, Path dataDir, Ports ports, Consumer<String> console) {
        this.root = root.toAbsolutePath().normalize();
        this.dataDir = dataDir.toAbsolutePath().normalize();
        this.ports = ports;
        this.console = console;
    }

    /**
     * Returns when both services are ready.
     *
     * @throws CannotStart if something is in the way; the caller closes what is up by then
     */
    void start() {
        parts.add(() -> DirectoryLock.take(dataDir));
        ports.requireFree();
        QuietLogs.toFile(dataDir.resolve("logs").resolve("stack.log"));

        LocalMongo mongo =
                timed("Database", () -> parts.add(() -> LocalMongo.start(dataDir.resolve("mongo"), ports.mongo())));
        LocalKafka kafka =
                timed("Broker", () -> parts.add(() -> LocalKafka.start(dataDir.resolve("kafka"), ports.kafka())));

        ServiceSpecs specs = new ServiceSpecs(root, kafka.bootstrapServers(), mongo::uri, dataDir);
        startServices(ServiceSpecs.knowingEachOther(
                specs.customerService("customer-service", ports.customer(), ports.customerManagement()),
                specs.notificationService(
                        "notification-service",
                        ports.notification(),
                        ports.notificationManagement(),
                        ports.customer())));
    }

    private void startServices(List<Spec> specs) {
        specs.forEach(LocalRun::requireJar);
        specs.forEach(spec -> rotate(spec.logFile()));
        console.accept("Starting customer-service and notification-service, logs in " + dataDir.resolve("logs"));
        Services services = parts.add(() -> Services.start(specs, console));
        atOnce(services.all(), this::awaitReady);
    }

    private static <T> void atOnce(List<T> all, Consumer<T> work) {
        try {
            AtOnce.forEach(all, work);
        } catch (RuntimeException e) {
            throw new CannotStart(String.valueOf(e.getMessage()));
        }
    }

    private void awaitReady(SupervisedService service) {
        timed(service.name(), () -> {
            service.awaitReady();
            return service;
        });
    }

    private <T> T timed(String what, Supplier<T> work) {
        long started = System.nanoTime();
        T result = work.get();
        console.accept("%s is ready (%.1f s).".formatted(what, (System.nanoTime() - started) / 1e9));
        return result;
    }

    private static void requireJar(Spec spec) {
        if (!Files.exists(spec.jar())) {
            throw new CannotStart("%s is missing: ./run builds it.".formatted(spec.jar()));
        }
    }

    /** The log of the run before is kept, under another name, since it may say why that one ended. */
    private static void rotate(Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        parts.close();
    }

    /** Both at once: neither needs the other to start or to stop. */
    private record Services(List<SupervisedService> all, Consumer<String> console) implements AutoCloseable {
        static Services start(List<Spec> specs, Consumer<String> console) {
            return new Services(
                    specs.stream()
                            .map(spec -> SupervisedService.start(spec, console))
                            .toList(),
                    console);
        }

        @Override
        public void close() {
            console.accept("Stopping the services, then broker and database.");
            AtOnce.forEach(all, SupervisedService::close);
        }
    }
}
