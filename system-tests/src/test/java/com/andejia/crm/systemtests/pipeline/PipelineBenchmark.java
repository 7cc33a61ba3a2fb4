package com.andejia.crm.systemtests.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.andejia.crm.localstack.GeneratedBlock;
import com.andejia.crm.localstack.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the request that enters a customer to its owner's screen: how soon, how many, at what price, and how near to what broker,
 * database and HTTP can do by themselves in the same run. {@code docs/benchmarks.md} says how to run it and what is measured how.
 */
@Tag("bench")
class PipelineBenchmark {
    private static final Path DOCUMENT = Path.of("../docs/benchmarks.md");
    private static final Path PICTURE = Path.of("../docs/images/pipeline-benchmark.svg");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void everyCustomerIsShownToItsOwnerOnce() throws IOException {
        assumeThat(Files.exists(Path.of("/proc/self/stat")))
                .as("Linux, which says what processes use")
                .isTrue();
        Machine machine = Machine.now();
        Results results;
        try (Pipeline pipeline = new Pipeline(folder)) {
            results = new Run(machine, Plan.fromOptions(), pipeline).take();
        }
        String report = new Report(results).markdown();
        System.out.println(report);
        Files.writeString(Path.of("target/pipeline-benchmark.md"), report);
        new Chart(results).draw(Path.of("target/pipeline-benchmark.svg"));
        assertThat(results.doubled()).as("customers shown again").isZero();
        assertThat(results.astray()).as("customers shown to somebody else").isZero();
        if (Boolean.getBoolean("bench.write")) {
            new GeneratedBlock(DOCUMENT, "whole path")
                    .write("![The same as bars](images/pipeline-benchmark.svg)\n\n" + report);
            new Chart(results).draw(PICTURE);
        }
    }
}
