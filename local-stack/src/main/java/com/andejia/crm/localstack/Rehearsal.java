package com.andejia.crm.localstack;

import com.andejia.crm.localstack.ServiceProcess.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Both services run for a {@link UsualDay}, on a broker and a database that are thrown away, and Java learns what they load and what is
 * worth compiling. From then on {@link ServiceProcess} starts them with it, until they are built anew.
 */
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TERMINATED = 128 + 15; // SIGTERM

    private final Path root;
    private final Path dir;

    private Rehearsal(Path root) {
        this.root = root;
        this.dir = root.resolve("local-stack/target/rehearsal");
    }

    /** Rehearses in the top folder of the project, which is the working directory. */
    public static void main(String[] arguments) {
        QuietLogs.toConsole();
        try {
            unlessDone(Path.of(""));
        } catch (RuntimeException e) {
            System.err.println("Could not rehearse: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0); // The broker may leave threads behind that nobody waits for.
    }

    /**
     * Once for each build and Java, whoever asks for it at the same time. It takes a minute or two.
     *
     * @param root the top folder of the project
     * @throws RuntimeException if a service does not do what it is asked to; the message says which and where its log is
     */
    public static synchronized void unlessDone(Path root) {
        try {
            new Rehearsal(root).unlessDone();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unlessDone() throws IOException {
        Files.createDirectories(dir);
        try (FileChannel others =
                FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            others.lock(); // until the channel is closed
            if (!ServiceSpecs.jars(root).stream().map(QuickStart::new).allMatch(QuickStart::isRehearsed)) {
                System.out.println(
                        "Both services rehearse, once for each build, so that each start from then on is quicker. Logs are in "
                                + dir.resolve("logs"));
                play();
            }
        }
    }

    private void play() {
        try (Backing backing = new InProcessBacking()) {
            List<Spec> specs = specs(backing);
            List<ServiceProcess> cast = new ArrayList<>();
            try {
                specs.forEach(spec -> cast.add(ServiceProcess.startLearning(spec)));
                AtOnce.forEach(cast, service -> service.awaitReady(PATIENCE));
                new UsualDay(cast.get(0).uri(), cast.get(1).uri()).pass();
                AtOnce.forEach(cast, Rehearsal::end);
            } finally {
                cast.forEach(ServiceProcess::kill); // those that have not ended, since something went wrong
            }
            ServiceSpecs.jars(root).stream().map(QuickStart::new).forEach(QuickStart::keepWhatWasLearnt);
        }
    }

    /** It writes what was learnt as it ends; one that had to be killed may have written half of it. */
    private static void end(ServiceProcess service) {
        service.stop(PATIENCE);
        int code = service.exit().join();
        if (code != TERMINATED) {
            throw new IllegalStateException("%s ended with exit code %d, see %s"
                    .formatted(service.spec().name(), code, service.spec().logFile()));
        }
    }

    private List<Spec> specs(Backing backing) {
        var specs = new ServiceSpecs(root, backing.bootstrapServers(), backing::mongoUri, dir);
        int customerPort = FreePorts.any();
        return ServiceSpecs.knowingEachOther(
                specs.customerService("customer-service", customerPort, FreePorts.any()),
                specs.notificationService("notification-service", FreePorts.any(), FreePorts.any(), customerPort));
    }
}
