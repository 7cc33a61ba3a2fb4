package com.andejia.crm.systemtests.measuring;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What it was measured on. */
public record Machine(LocalDate day, String processor, int cores, String kernel, String java, double loadBefore) {
    /** For everything else that a process has open. */
    private static final int SPARE_FILES = 500;

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

    public static boolean canPin() {
        return System.getProperty("os.name").equals("Linux")
                && Runtime.getRuntime().availableProcessors() >= 2
                && Programs.find("taskset").isPresent()
                && Programs.find("setpriv").isPresent();
    }

    /** How many connections one process may have here; {@code ulimit -n} says so. */
    public static int mostConnections() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount()) - SPARE_FILES;
    }

    @Override
    public String toString() {
        return "%s, %s, %d cores, Linux %s, Java %s, load average before it began %.2f"
                .formatted(day, processor, cores, kernel, java, loadBefore);
    }
}
