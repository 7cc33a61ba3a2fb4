package com.andejia.crm.systemtests.faults.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * What a running service is told by its tormentor, by way of a file that the agent looks at many times a second: where to die,
 * and by how much its clock is wrong.
 *
 * @param failPoint the name of a {@link FailPoint}, or nothing
 */
public record Controls(String failPoint, Duration skew) {
    public static final Controls NONE = new Controls("", Duration.ZERO);

    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private static volatile Controls current = NONE;

    static Controls current() {
        return current;
    }

    /** Called from the service's own code. A JVM that is halted runs no hook and flushes nothing. */
    public static void reached(String failPoint) {
        if (current.failPoint().equals(failPoint)) {
            Runtime.getRuntime().halt(137);
        }
    }

    /** Whole or not at all: the reader never sees half of it. */
    public void writeTo(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, failPoint + "\n" + skew);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void follow(Path file) {
        Thread follower = new Thread(
                () -> {
                    try {
                        while (true) {
                            current = readFrom(file);
                            Thread.sleep(BETWEEN_LOOKS_MILLIS);
                        }
                    } catch (IOException | InterruptedException e) {
                        System.err.println("The fault agent no longer reads its controls: " + e);
                    }
                },
                "fault-controls");
        follower.setDaemon(true);
        follower.start();
    }

    private static Controls readFrom(Path file) throws IOException {
        try {
            String[] lines = Files.readString(file).split("\n", -1);
            return new Controls(lines[0], Duration.parse(lines[1]));
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }
}
