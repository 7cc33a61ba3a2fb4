package com.andejia.crm.systemtests.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.andejia.crm.localstack.GeneratedBlock;
import com.andejia.crm.localstack.Machine;
import com.andejia.crm.systemtests.crowd.Crowd;
import com.andejia.crm.systemtests.measuring.Core;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How many notifications a second one core brings to how many open streams; beside nchan and pushpin, in the same run.
 * {@code docs/benchmarks.md} says how to run it and what is measured how.
 */
@Tag("bench")
class StreamBenchmark {
    private static final Path DOCUMENT = Path.of("../docs/benchmarks.md");
    private static final Path PICTURE = Path.of("../docs/images/stream-benchmark.svg");
    private static final Pattern SERVERS = Pattern.compile(System.getProperty("stream.servers", ".*"));

    private final Plan plan = Plan.fromOptions();
    private final List<Rounds> compared = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void streamsOnOneCore() throws IOException {
        assumeThat(Core.canPin())
                .as("two cores that processes can be pinned to, on Linux with taskset and setpriv")
                .isTrue();
        Machine machine = Machine.now();
        try (Core.Stay here = Core.OF_ALL_ELSE.stay()) {
            plan.connections().forEach(this::compare);
        }
        var report = new Report(machine, plan, compared, notes);
        System.out.println(report.markdown());
        Files.writeString(Path.of("target/stream-benchmark.md"), report.markdown());
        report.draw(Path.of("target/stream-benchmark.svg"));
        assertThat(failures).isEmpty();
        if (Boolean.getBoolean("bench.write")) {
            new GeneratedBlock(DOCUMENT, "stream benchmark")
                    .write("![The same as bars](images/stream-benchmark.svg)\n\n" + report.markdown());
            report.draw(PICTURE);
        }
    }

    private void compare(int wanted) {
        int connections = Math.min(wanted, Crowd.mostConnections());
        if (connections < wanted) {
            note("%,d connections instead of %,d: no process may have more files open here (`ulimit -Hn`)."
                    .formatted(connections, wanted));
        }
        List<Rounds> rounds = Contender.all().stream()
                .filter(contender -> SERVERS.matcher(contender.name()).find())
                .filter(this::isThere)
                .map(contender -> new Rounds(contender, connections))
                .toList();
        compared.addAll(rounds);
        List<Rounds> turns = new ArrayList<>(rounds);
        for (int round = 0; round < plan.rounds(); round++) {
            turns.forEach(this::measure);
            Collections.reverse(turns); // there and back, so that nobody is always the one behind another
        }
    }

    private boolean isThere(Contender contender) {
        boolean installed = contender.isInstalled().getAsBoolean();
        note(
                installed
                        ? contender.versions()
                        : "%s is not installed and left out: `%s`."
                                .formatted(contender.name(), contender.howToInstall()));
        return installed;
    }

    private void measure(Rounds rounds) {
        try {
            rounds.measure(plan);
        } catch (RuntimeException | AssertionError e) {
            note("%s with %,d connections has failed: %s"
                    .formatted(rounds.contender().name(), rounds.connections(), e));
            failures.add(e);
        }
    }

    private void note(String note) {
        if (!note.isEmpty() && !notes.contains(note)) {
            System.out.println(note);
            notes.add(note);
        }
    }
}
