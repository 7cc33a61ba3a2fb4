package com.andejia.crm.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A service's jar taken apart, and beside it the classes that it loads as it starts: so it starts with a third of the processor time.
 * Made by whoever starts a jar for the first time, in a folder beside it. From Java 25 on they are kept linked, with what is known of
 * their methods (JEP 483, 514 and 515); before, as an archive (JEP 350). See "AOT Cache" and "Class Data Sharing" in Spring Boot's reference.
 */
final class QuickStart {
    private static final long PATIENCE_SECONDS = 300;

    private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;

    /** What is kept is good for a JVM with the same. */
    private static final List<String> FLAGS = AHEAD_OF_TIME
            ? List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow")
            : List.of("-XX:+UseSerialGC");

    /** By jar and its age: threads that start the same one wait for each other. */
    private static final Map<List<Object>, Supplier<List<String>>> PREPARED = new ConcurrentHashMap<>();

    private final Path jar;
    private final Path dir;

    private QuickStart(Path jar) {
        this.jar = jar;
        this.dir = jar.resolveSibling("quick-start");
    }

    /** What to run the jar with, a {@link Lifeline} included. One that is not Spring Boot's is run as it is. */
    static List<String> arguments(Path jar) {
        Path absolute = jar.toAbsolutePath().normalize();
        return PREPARED.computeIfAbsent(List.of(absolute, age(absolute)), absent -> new QuickStart(absolute).prepare())
                .get();
    }

    /** Whether {@link #arguments} has nothing to do any more. */
    static boolean isPrepared(Path jar) {
        QuickStart quick = new QuickStart(jar.toAbsolutePath().normalize());
        return !quick.isOfSpringBoot() || quick.isCurrent();
    }

    private static FileTime age(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Supplier<List<String>> prepare() {
        try {
            if (!isOfSpringBoot()) {
                return () -> List.of(LifelineJar.asAgent(), "-jar", jar.toString());
            }
            Files.createDirectories(dir);
            Path lock = dir.resolve("lock");
            try (FileChannel others = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                others.lock(); // until the channel is closed
                if (!isCurrent()) {
                    make();
                }
            }
            return AHEAD_OF_TIME ? fromCache(mainClass()) : this::fromArchive;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + jar, e);
        }
    }

    /** One that does not fit this Java is ignored, and that is not worth a word. */
    private List<String> fromArchive() {
        return with(
                LifelineJar.asAgent(),
                "-XX:SharedArchiveFile=" + kept(),
                "-Xlog:cds=off",
                "-jar",
                application().toString());
    }

    /** Without an agent: beside one that may change classes, Java does not use those that are linked already. */
    private Supplier<List<String>> fromCache(String main) {
        return () -> with(
                "-XX:AOTCache=" + kept(),
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                "-cp",
                application() + File.pathSeparator + LifelineJar.path(),
                Lifeline.class.getName(),
                main);
    }

    private static List<String> with(String... arguments) {
        return Stream.concat(FLAGS.stream(), Stream.of(arguments)).toList();
    }

    private String mainClass() throws IOException {
        try (JarFile file = new JarFile(application().toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        }
    }

    private boolean isOfSpringBoot() {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Spring-Boot-Version") != null;
        } catch (IOException e) {
            return false; // Java will say what is wrong with it.
        }
    }

    private Path application() {
        return dir.resolve("application").resolve(jar.getFileName());
    }

    /** There only if everything else is. */
    private Path kept() {
        return dir.resolve("java-" + Runtime.version() + (AHEAD_OF_TIME ? ".aot" : ".jsa"));
    }

    private boolean isCurrent() {
        return Files.exists(kept()) && age(kept()).compareTo(age(jar)) >= 0;
    }

    /** The classes are those of a start that ends before anything is connected to or listened on. */
    private void make() throws IOException {
        deleteAll();
        run(List.of(
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                dir.resolve("application").toString()));
        Path unfinished = dir.resolve("unfinished");
        run(with(
                (AHEAD_OF_TIME ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + unfinished,
                "-Dspring.context.exit=onRefresh",
                "-jar",
                application().toString()));
        Files.move(unfinished, kept(), StandardCopyOption.ATOMIC_MOVE);
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

    private void run(List<String> arguments) throws IOException {
        Path log = dir.resolve("log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("SPRING_PROFILES_ACTIVE", "local");
        builder.environment().put("CRM_DATA_DIR", dir.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("taking apart took too long, see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit code %d, see %s".formatted(process.exitValue(), log));
        }
    }
}
