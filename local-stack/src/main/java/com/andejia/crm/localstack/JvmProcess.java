package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM that runs as long as this one wants and never outlives it, not even if this one is killed: it carries a
 * {@link Lifeline}.
 */
public final class JvmProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Process process;
    private final long startedNanos;

    private JvmProcess(Process process, long startedNanos) {
        this.process = process;
        this.startedNanos = startedNanos;
    }

    /**
     * Starts the same Java as this one.
     *
     * @param arguments flags of the JVM, what to run, and its arguments
     * @param environment added to that of this process
     * @param log where both output streams go, after what is there already
     */
    public static JvmProcess start(List<String> arguments, Map<String, String> environment, Path log) {
        List<String> withAgent = new ArrayList<>(arguments);
        withAgent.add(0, LifelineJar.asAgent());
        return startAsTold(withAgent, environment, log);
    }

    /** The same, for arguments that have the lifeline in them; without one, it may outlive this one. */
    static JvmProcess startAsTold(List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            long begin = System.nanoTime();
            return new JvmProcess(builder.start(), begin);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + String.join(" ", command), e);
        }
    }

    /**
     * A class of this class path, such as {@link LocalKafka} or {@link LocalMongo}, as a process of its own. It is killed and started
     * again more often than the second compiler would pay for; and whoever asks it waits for its collector, so that is one whose pauses
     * are short.
     */
    public static JvmProcess start(Class<?> main, List<String> arguments, Path log) {
        List<String> all = new ArrayList<>(List.of(
                "-Xmx512m",
                "-XX:+UseG1GC",
                "-XX:MaxGCPauseMillis=20",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        all.addAll(arguments);
        return start(all, Map.of(), log);
    }

    public long pid() {
        return process.pid();
    }

    /** As {@link System#nanoTime} has it: just before the process began. */
    public long startedNanos() {
        return startedNanos;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process has ended, by whatever cause. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** SIGTERM; and SIGKILL for a process that has not ended after the grace. */
    public void stop(Duration grace) {
        process.destroy();
        if (!hasEnded(grace)) {
            kill();
        }
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    public void kill() {
        process.destroyForcibly();
        if (!hasEnded(GRACE)) {
            throw new IllegalStateException("Process " + pid() + " survived being killed");
        }
    }

    /** SIGSTOP: the process keeps its connections and answers nobody, as in a very long pause of its collector. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: the process goes on as if no time had passed. */
    public void thaw() {
        signal("CONT");
    }

    /** SIGQUIT: the process goes on; what its threads are doing is in its log. */
    public void printThreads() {
        signal("QUIT");
    }

    @Override
    public void close() {
        stop(GRACE);
    }

    private boolean hasEnded(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private void signal(String name) {
        try {
            int result = new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("Process " + pid() + " cannot be sent " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
