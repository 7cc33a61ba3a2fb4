package com.andejia.crm.localstack;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * Behind {@code ./run}: hosts broker and database in this JVM, forks both services, and says what to open. Ends the
 * services first, so that they can still say goodbye to the broker. If it is killed, each service notices that its
 * {@link Lifeline} is cut and ends by itself.
 */
public final class Launcher {
    private Launcher() {}

    /** Runs until it is told to end. The working directory is the top folder of the project. */
    public static void main(String[] arguments) throws InterruptedException {
        // Names and texts are Chinese; the console's own encoding may not be able to say them.
        PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            run(System.getenv(), console);
            new CountDownLatch(1).await();
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Launcher.class).error("Could not start", e);
            System.err.println(
                    "Could not start: " + e.getMessage() + "\nMore in " + dataDir(System.getenv()) + "/logs/stack.log");
            System.exit(1);
        }
    }

    private static void run(Map<String, String> environment, PrintStream console) {
        Ports ports = Ports.from(environment);
        LocalRun run = new LocalRun(Path.of(""), dataDir(environment), ports, console::println);
        Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop"));
        run.start();
        console.println(Welcome.text(ports));
    }

    private static Path dataDir(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("CRM_DATA_DIR", ".data"));
    }
}
