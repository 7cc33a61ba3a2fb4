package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What it was measured on. */
public record Machine(LocalDate day, String processor, int cores, String kernel, String java, double loadBefore) {
    /** As it is before anything is started. */
    public static Machine now() {
        try {
            String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown processor");
            return new Machine(
                    LocalDate.now(ZoneOffset.UTC),
                    processor,
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.version"),
                    System.getProperty("java.version"),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "%s, %s, %d cores, Linux %s, Java %s, load average before it began %.2f"
                .formatted(day, processor, cores, kernel, java, loadBefore);
    }
}
