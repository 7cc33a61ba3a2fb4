package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.localstack.GeneratedBlock;
import com.andejia.crm.localstack.Machine;
import com.andejia.crm.systemtests.plot.BarPlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long one person waits, the more notifications of other people there are; and the more she has herself. */
@Tag("bench")
class GrowthBenchmark {
    private static final int MOST = Integer.getInteger("growth.most", 1_000_000);
    private static final int TIMES = Integer.getInteger("growth.times", 200);
    private static final int FEWEST = 1_000;
    private static final int EACH = 100;
    private static final int STEP = 10;
    private static final int OF_ONE = MOST / STEP;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String READER = "alice";

    /** Median milliseconds of each question, at a time when there were so many. */
    private record Stage(String name, Map<String, Double> millis) {}

    @Test
    void whatOneWaitsForIsAnsweredHoweverMuchThereIs() throws IOException {
        Machine machine = Machine.now();
        List<Stage> stages = new ArrayList<>();
        try (RunningSystem system = RunningSystem.start();
                Outsider outsider = new Outsider(system);
                EventStreamClient screen = Staff.signIn(system, READER).oneByOne().stream()) {
            Staff reader = Staff.signIn(system, READER);
            tell(outsider, screen);
            try (Archive archive = new Archive(system, READER)) {
                archive.give(READER, EACH);
                int people = 1;
                for (int total = FEWEST; total <= MOST; total *= STEP) {
                    for (; people < total / EACH; people++) {
                        archive.give("person-%06d".formatted(people), EACH);
                    }
                    stages.add(measure(
                            format("%,d notifications of %,d people", total, people), reader, outsider, screen));
                }
                archive.give(READER, OF_ONE);
                stages.add(measure(format("the same, and %,d of her own", OF_ONE), reader, outsider, screen));
            }
            assertThat(reader.unread()).isGreaterThanOrEqualTo((OF_ONE + EACH) / 2);
        }
        write(machine, stages);
    }

    private static Stage measure(String name, Staff reader, Outsider outsider, EventStreamClient screen) {
        String cursor = reader.notifications("?pageSize=20")
                .body()
                .at("/data/nextCursor")
                .asString();
        Map<String, LongSupplier> questions = new LinkedHashMap<>();
        questions.put("how many are unread", () -> ask(reader, "/unread-count", "/data/count"));
        questions.put("the newest twenty", () -> ask(reader, "?pageSize=20", "/data/items/19"));
        questions.put("the twenty behind them", () -> ask(reader, "?pageSize=20&cursor=" + cursor, "/data/items/19"));
        questions.put("from an event to the screen", () -> tell(outsider, screen));
        Map<String, Double> millis = new LinkedHashMap<>();
        questions.forEach((question, nanos) -> millis.put(question, medianMillis(nanos)));
        Stage stage = new Stage(name, millis);
        System.out.println(stage);
        return stage;
    }

    /** The first half is for the compilers. */
    private static double medianMillis(LongSupplier nanos) {
        long[] sorted = LongStream.generate(nanos)
                .limit(2L * TIMES)
                .skip(TIMES)
                .sorted()
                .toArray();
        return sorted[TIMES / 2] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static long ask(Staff reader, String what, String answer) {
        long begin = System.nanoTime();
        Staff.Reply reply = reader.notifications(what);
        long nanos = System.nanoTime() - begin;
        assertThat(reply.body().at(answer).isMissingNode()).as(reply.toString()).isFalse();
        return nanos;
    }

    private static long tell(Outsider outsider, EventStreamClient screen) {
        int before = screen.events("notification").size();
        long begin = System.nanoTime();
        var unused =
                outsider.assigned("crm.customer.assigned.v1", UUID.randomUUID().toString(), "测试客户", READER);
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> screen.events("notification").size() > before);
        return screen.events("notification").get(before).receivedNanos() - begin;
    }

    private static void write(Machine machine, List<Stage> stages) throws IOException {
        List<String> questions = List.copyOf(stages.get(0).millis().keySet());
        String head = "| ms, median | " + String.join(" | ", questions) + " |\n|---|" + "---|".repeat(questions.size());
        String rows = stages.stream()
                .map(stage -> "| " + stage.name() + " | "
                        + questions.stream()
                                .map(question -> format("%.1f", stage.millis().get(question)))
                                .collect(Collectors.joining(" | "))
                        + " |")
                .collect(Collectors.joining("\n"));
        String text = "![The same as bars](images/growth-benchmark.svg)\n\n" + head + "\n" + rows
                + format("\n\nMedians of %,d, one after the other. Measured on %s.\n", TIMES, machine);
        System.out.println(text);
        Path chart = Path.of("target/growth-benchmark.svg");
        BarPlot.write(
                chart,
                "What one person waits for, in ms",
                questions.stream().map(question -> part(question, stages)).toList());
        Files.writeString(Path.of("target/growth-benchmark.md"), text);
        if (Boolean.getBoolean("bench.write")) {
            Files.copy(chart, Path.of("../docs/images/growth-benchmark.svg"), StandardCopyOption.REPLACE_EXISTING);
            new GeneratedBlock(Path.of("../docs/benchmarks.md"), "growth").write(text);
        }
    }

    private static BarPlot.Part part(String question, List<Stage> stages) {
        return new BarPlot.Part(
                question,
                stages.stream()
                        .map(stage -> new BarPlot.Bar(
                                stage.name(),
                                stage.millis().get(question),
                                format("%.1f", stage.millis().get(question))))
                        .toList());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
