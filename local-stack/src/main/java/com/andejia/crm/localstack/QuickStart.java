package com.andejia.crm.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A service's jar taken apart, in a folder beside it, and with it what Java has learnt of the service in a {@link Rehearsal}, if there
 * was one: from Java 25 on its classes, linked, and what is known of their methods (JEP 483, 514 and 515); before, an archive of its
 * classes (JEP 350). See "AOT Cache" and "Class Data Sharing" in Spring Boot's reference.
 */
final class QuickStart {
    private static final long PATIENCE_SECONDS = 60;

    private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;

    /** What was learnt is good for a JVM with the same, but for the collector. */
    private static final List<String> FLAGS = AHEAD_OF_TIME
            ? List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow")
            : List.of("-XX:+UseSerialGC");

    private final Path jar;
    private final Path dir;

    QuickStart(Path jar) {
        this.jar = jar.toAbsolutePath().normalize();
        this.dir = this.jar.resolveSibling("quick-start");
    }

    /** What to run the jar with, a {@link Lifeline} included. One that is not Spring Boot's is run as it is. */
    List<String> arguments() {
        if (!isOfSpringBoot()) {
            return List.of(LifelineJar.asAgent(), "-jar", jar.toString());
        }
        takeApart();
        // One that does not fit this Java is ignored, and that is not worth a word.
        return isRehearsed()
                ? running((AHEAD_OF_TIME ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + learnt())
                : running();
    }

    /** What to run the jar with for Java to learn: it writes that down when the service ends, which takes it a while. */
    List<String> learning() {
        takeApart();
        deleteUnfinished();
        return with(
                (AHEAD_OF_TIME ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + unfinished(),
                // What is learnt is good for the class path that it was learnt with, and for those that begin like it.
                "-jar",
                application().toString());
    }

    /**
     * From now on services start with what was learnt.
     *
     * @throws UncheckedIOException if nothing was
     */
    void keepWhatWasLearnt() {
        try {
            Files.move(unfinished(), learnt(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Java has learnt nothing of " + jar, e);
        }
    }

    /** Whether {@link #arguments} has something that was learnt of this very jar. */
    boolean isRehearsed() {
        return isCurrent(parts()) && isCurrent(learnt());
    }

    /** Of an attempt that came to nothing: it must not be taken for what this one has learnt. */
    private void deleteUnfinished() {
        try {
            Files.deleteIfExists(unfinished());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lifeline is no agent, since Java does not use linked classes beside one that may change them. */
    private List<String> running(String... options) {
        List<String> arguments = with(options);
        arguments.add("-Xlog:cds=off");
        if (AHEAD_OF_TIME) {
            arguments.add("-Xlog:aot=off");
        }
        arguments.addAll(List.of(
                "-cp", application() + File.pathSeparator + LifelineJar.path(), Lifeline.class.getName(), mainClass()));
        return arguments;
    }

    private static List<String> with(String... options) {
        List<String> arguments = new ArrayList<>(FLAGS);
        arguments.addAll(List.of(options));
        return arguments;
    }

    private String mainClass() {
        try (JarFile file = new JarFile(application().toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOfSpringBoot() {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Spring-Boot-Version") != null;
        } catch (IOException e) {
            return false; // Java will say what is wrong with it.
        }
    }

    private Path parts() {
        return dir.resolve("application");
    }

    private Path application() {
        return parts().resolve(jar.getFileName());
    }

    private Path learnt() {
        return dir.resolve("java-" + Runtime.version() + (AHEAD_OF_TIME ? ".aot" : ".jsa"));
    }

    private Path unfinished() {
        return dir.resolve("unfinished");
    }

    /** A part that is there is there as a whole. */
    private boolean isCurrent(Path file) {
        try {
            return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void takeApart() {
        synchronized (QuickStart.class) {
            try {
                Files.createDirectories(dir);
                try (FileChannel others =
                        FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    others.lock(); // until the channel is closed
                    if (!isCurrent(parts())) {
                        extract();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot take apart " + jar, e);
            }
        }
    }

    private void extract() throws IOException {
        deleteAll();
        Path log = dir.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        unfinished().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("it takes too long, see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit code %d, see %s".formatted(process.exitValue(), log));
        }
        Files.move(unfinished(), parts(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(dir) && !file.endsWith("lock")) {
                    Files.delete(file);
                }
            }
        }
    }
}
