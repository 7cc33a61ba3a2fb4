package com.andejia.crm.systemtests.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of some megabytes that can be filled to the last byte: a tmpfs, which only root may mount. */
final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final int PATIENCE_SECONDS = 10;

    private final Path dir;

    private SmallDisk(Path dir) {
        this.dir = dir;
    }

    static SmallDisk mount(Path dir, int megabytes) {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", dir.toString());
        return new SmallDisk(dir);
    }

    static boolean isPossible() {
        try {
            mount(Files.createTempDirectory("crm-small-disk"), 1).close();
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    /** Returns when not a byte is left. */
    void fill() {
        byte[] chunk = new byte[CHUNK];
        for (int length = CHUNK; length > 0; length /= 2) {
            fill(chunk, length);
        }
    }

    private void fill(byte[] chunk, int length) {
        try (OutputStream ballast = Files.newOutputStream(dir.resolve("ballast-" + length))) {
            while (true) {
                ballast.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // Full, as far as pieces of this length go.
        }
    }

    void free() {
        try (var ballast = Files.newDirectoryStream(dir, "ballast-*")) {
            for (Path file : ballast) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also if something still has a file open there. */
    @Override
    public void close() {
        run("umount", "-l", dir.toString());
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
