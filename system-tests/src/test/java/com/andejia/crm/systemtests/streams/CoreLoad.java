package com.andejia.crm.systemtests.streams;

import com.andejia.crm.systemtests.measuring.Core;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How much of its time a core has worked, for whomever. */
record CoreLoad(long busy, long total) {
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    /** What follows is part of the first ones already. */
    private static final int KINDS = 8;

    static CoreLoad of(Core core) {
        try {
            long[] ticks = Files.readAllLines(Path.of("/proc/stat")).stream()
                    .filter(line -> line.startsWith("cpu" + core.number() + " "))
                    .flatMapToLong(line -> Arrays.stream(line.split(" ", -1))
                            .skip(1)
                            .limit(KINDS)
                            .mapToLong(Long::parseLong))
                    .toArray();
            long total = Arrays.stream(ticks).sum();
            return new CoreLoad(total - ticks[IDLE] - ticks[WAITING], total);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From 0 to 1. */
    double since(CoreLoad earlier) {
        return total == earlier.total ? 0 : (double) (busy - earlier.busy) / (total - earlier.total);
    }
}
