package com.andejia.crm.localstack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One replica of a service: its jar, run as a process, with the ports it was given. */
public final class ServiceProcess implements AutoCloseable {
    /**
     * It begins small, as in a container: of a large machine the JVM would take all that it may have at once. Where nothing is left a service ends,
     * also as in a container: Reactor tells nobody of that error, and those who wait would do so for ever.
     */
    private static final List<String> HEAP = List.of("-Xms32m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int HTTP_TIMEOUT_MILLIS = 2_000;

    private final Spec spec;
    private final JvmProcess process;

    private ServiceProcess(Spec spec, JvmProcess process) {
        this.spec = spec;
        this.process = process;
    }

    /**
     * What to start.
     *
     * @param name how to speak of it
     * @param environment added to that of this process; the two ports need not be in it
     * @param logFile where its output goes, after what is there already
     */
    public record Spec(
            String name, Path jar, Map<String, String> environment, int port, int managementPort, Path logFile) {
        public Spec {
            environment = Map.copyOf(environment);
        }

        /** The same replica with one variable more, or another value for it. */
        public Spec with(String variable, String value) {
            return with(Map.of(variable, value));
        }

        /** The same replica with more variables, or other values for them. */
        public Spec with(Map<String, String> variables) {
            Map<String, String> more = new HashMap<>(environment);
            more.putAll(variables);
            return new Spec(name, jar, more, port, managementPort, logFile);
        }
    }

    /** Forks and does not wait; see {@link #awaitReady}. */
    public static ServiceProcess start(Spec spec) {
        return start(spec, new QuickStart(spec.jar()).arguments());
    }

    /**
     * The same for one that Java is to learn from; see {@link QuickStart#learning}. It has no lifeline: should it outlive whoever
     * started it, it ends after a quarter of an hour.
     */
    static ServiceProcess startLearning(Spec spec) {
        List<String> arguments = new ArrayList<>(List.of("-XX:SelfDestructTimer=15"));
        arguments.addAll(new QuickStart(spec.jar()).learning());
        return start(spec, arguments);
    }

    private static ServiceProcess start(Spec spec, List<String> toRun) {
        List<String> arguments = new ArrayList<>(HEAP);
        arguments.addAll(toRun);
        Map<String, String> environment = new HashMap<>(spec.environment());
        environment.put("SERVER_PORT", String.valueOf(spec.port()));
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(spec.managementPort()));
        return new ServiceProcess(spec, JvmProcess.startAsTold(arguments, environment, spec.logFile()));
    }

    public Spec spec() {
        return spec;
    }

    public URI uri() {
        return URI.create("http://localhost:" + spec.port());
    }

    public URI managementUri() {
        return URI.create("http://localhost:" + spec.managementPort());
    }

    public long pid() {
        return process.pid();
    }

    /** As {@link System#nanoTime} has it: when its jar had been prepared, and just before the process began. */
    public long startedNanos() {
        return process.startedNanos();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether the service says that it can be sent requests. */
    public boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) managementUri()
                    .resolve("/actuator/health/readiness")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(HTTP_TIMEOUT_MILLIS);
            connection.setReadTimeout(HTTP_TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Waits until the service is ready.
     *
     * @throws IllegalStateException if it ends, or is not ready in time; the message says which and where the log is
     */
    public void awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw new IllegalStateException(
                        "%s ended with exit code %d, see %s".formatted(spec.name(), exit().join(), spec.logFile()));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s is not ready after %d s, see %s"
                        .formatted(spec.name(), patience.toSeconds(), spec.logFile()));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a service", e);
        }
    }

    /** Completes with the exit code when the service has ended, by whatever cause. */
    public CompletableFuture<Integer> exit() {
        return process.exit();
    }

    /** SIGTERM; and SIGKILL for a service that has not ended after the grace. */
    public void stop(Duration grace) {
        process.stop(grace);
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** SIGSTOP. */
    public void freeze() {
        process.freeze();
    }

    /** SIGCONT. */
    public void thaw() {
        process.thaw();
    }

    /** SIGQUIT: what its threads are doing is in its log. */
    public void printThreads() {
        process.printThreads();
    }

    /** Ends this one, if it still runs, and starts another on the same ports. */
    public ServiceProcess restart() {
        close();
        return start(spec);
    }

    @Override
    public void close() {
        process.close();
    }
}
