package com.andejia.crm.systemtests.measuring;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine. */
public final class Programs {
    private Programs() {}

    /** Also among what belongs to this Java, and where only administrators look. */
    public static Optional<Path> find(String name) {
        Stream<String> usual =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
        Stream<String> others = Stream.of("/usr/sbin", "/usr/local/sbin", System.getProperty("java.home") + "/bin");
        return Stream.concat(usual, others)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Path require(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(name + " is not installed"));
    }

    /** What it says, on either of its outputs; fails unless it succeeds. */
    public static String output(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(require(name).toString());
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
            return said.trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs until it is told to end, or this process ends. */
    public static Process start(Path log, String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                require("setpriv").toString(),
                "--pdeathsig",
                "TERM",
                require(name).toString()));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
