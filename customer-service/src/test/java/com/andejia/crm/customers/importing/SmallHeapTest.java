package com.andejia.crm.customers.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heap does not grow with the file: as many rows as there may be are read by a JVM whose heap could not hold them. */
class SmallHeapTest {
    private static final int ROWS = RowStream.MOST_ROWS;
    private static final int PATIENCE_SECONDS = 120;

    private final Random random = new Random(1);

    @TempDir
    private Path directory;

    @Test
    void aTextOfTenThousandRowsIsReadInAHeapSmallerThanTheText() throws Exception {
        List<String> header = new ArrayList<>(TestFiles.HEADER);
        header.add("备注");
        Path file = directory.resolve("a.csv");
        Files.writeString(file, TestFiles.csv(header, rows(900)));

        assertThat(Files.size(file)).isGreaterThan(25L * 1024 * 1024);
        assertThat(read(file, "-Xmx20m")).isEqualTo(String.valueOf(ROWS));
    }

    /** Its table of texts is kept, and nothing else of it. */
    @Test
    void aWorkbookOfTenThousandRowsIsReadInASmallHeap() throws Exception {
        List<String> header = new ArrayList<>(TestFiles.HEADER);
        header.add("备注");
        Path file = directory.resolve("a.xlsx");
        List<List<Object>> rows =
                rows(300).stream().map(row -> List.<Object>copyOf(row)).toList();
        Files.write(file, TestFiles.xlsx(header, rows));

        assertThat(Files.size(file)).isBetween(8_000_000L, 10L * 1024 * 1024);
        assertThat(read(file, "-Xmx32m")).isEqualTo(String.valueOf(ROWS));
    }

    private List<List<String>> rows(int remark) {
        return Stream.iterate(1, i -> i + 1)
                .limit(ROWS)
                .map(i -> {
                    List<String> row = new ArrayList<>(TestFiles.row("客户" + i));
                    row.add(text(remark));
                    return row;
                })
                .toList();
    }

    private String text(int length) {
        return random.ints(length, 0x4e00, 0x9fa5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String read(Path file, String heap) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        // As the image runs: Reactor ends nothing that runs out of memory, and whoever waits for it
                        // would wait for ever.
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadInASmallHeap.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
        return printed.substring(printed.lastIndexOf('\n') + 1);
    }
}
