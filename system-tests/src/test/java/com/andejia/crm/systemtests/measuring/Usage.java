package com.andejia.crm.systemtests.measuring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What processes have cost so far, those they have started included. */
public record Usage(double cpuSeconds, long residentKiB) {
    /** Linux tells every program hundredths, whatever its kernel counts in. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    public static Usage of(List<Long> processes) {
        List<Usage> all = processes.stream()
                .flatMap(id -> ProcessHandle.of(id).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> ofOne(Path.of("/proc", String.valueOf(process.pid()))))
                .toList();
        return new Usage(
                all.stream().mapToDouble(Usage::cpuSeconds).sum(),
                all.stream().mapToLong(Usage::residentKiB).sum());
    }

    private static Usage ofOne(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            // The name before it may hold anything, also blanks.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
            return new Usage(ticks / TICKS_PER_SECOND, residentKiB(process));
        } catch (IOException e) {
            throw new UncheckedIOException("a server has ended", e);
        }
    }

    private static long residentKiB(Path process) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
