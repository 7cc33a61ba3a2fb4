package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.events.ApprovedSample;
import com.andejia.crm.localstack.GeneratedBlock;
import com.andejia.crm.localstack.Machine;
import com.andejia.crm.notifications.intake.EventConsequences;
import com.andejia.crm.notifications.live.Frame;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.preference.Preferences.Wish;
import com.andejia.crm.notifications.record.EventDecoder;
import com.andejia.crm.notifications.record.EventDecoder.Received;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue;
import com.andejia.crm.notifications.staff.StaffDirectory;
import com.andejia.crm.notifications.support.EventRecords;
import com.andejia.crm.notifications.support.FixedStaff;
import com.andejia.crm.notifications.template.Template;
import com.andejia.crm.notifications.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is computed, without anything that waits, between a customer that is assigned and the frame for one screen.
 * {@code docs/benchmarks.md} says how to run it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InnerPartsBenchmark {
    private static final Path DOCUMENT = Path.of("../docs/benchmarks.md");

    /** A large office; the event is told to one of it. */
    private static final FixedStaff STAFF = new FixedStaff(IntStream.range(0, 50)
            .boxed()
            .collect(Collectors.toMap(i -> "e" + i, i -> i < 5 ? "manager" : "employee")));

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static final Map<String, String> WHAT = Map.of(
            "encode", "encode: an event to JSON and CloudEvents headers",
            "decode", "decode: record to event, checked",
            "route", "route: event to requests, one for each who is told",
            "text", "template: title, content and link filled in",
            "frame", "frame: notification to JSON and the bytes that a stream sends");

    private final JsonMapper json = JsonMapper.shared();
    private final EventDecoder decoder = new EventDecoder();
    private final ConsumerRecord<String, byte[]> event = event();
    private final Received received = decoder.decode(event).orElseThrow();
    private final EventConsequences consequences;
    private final NotificationRequest request;
    private final Template template;
    private final Notification notification;

    @Configuration
    @ComponentScan(basePackageClasses = ScenarioCatalogue.class)
    @ComponentScan(
            basePackageClasses = Templates.class,
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Templates.class))
    static class Parts {}

    public InnerPartsBenchmark() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(JsonMapper.class, () -> json);
            context.registerBean(StaffDirectory.class, () -> STAFF);
            context.register(Parts.class, EventConsequences.class);
            context.refresh();
            consequences = context.getBean(EventConsequences.class);
            request = consequences.requests(received).get(0);
            template = context.getBean(Templates.class).require(request.type());
            notification = notification();
        }
    }

    private static ConsumerRecord<String, byte[]> event() {
        ApprovedSample sample = ApprovedSample.of("crm.customer.assigned.v1");
        return EventRecords.read(sample, sample.value());
    }

    private Notification notification() {
        return Notification.of(
                PlacedRequest.of(request, new StreamPosition("topic-3", 12_345)),
                template,
                new Reason(request.eventType(), Wish.ON, null, false),
                NOON);
    }

    @Benchmark
    public List<Object> encode() {
        return List.of(
                json.writeValueAsBytes(received.event()), received.attributes().toHeaders());
    }

    @Benchmark
    public Object decode() {
        return decoder.decode(event);
    }

    @Benchmark
    public Object route() {
        return consequences.requests(received);
    }

    @Benchmark
    public Object text() {
        return notification();
    }

    @Benchmark
    public Object frame() {
        return Frame.notification(notification.position(), json.writeValueAsBytes(notification));
    }

    @Test
    void whatEachCosts() throws RunnerException, IOException {
        Machine machine = Machine.now();
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(InnerPartsBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        assertThat(results).hasSameSizeAs(WHAT.keySet());
        String table = results.stream()
                .map(InnerPartsBenchmark::row)
                .collect(Collectors.joining("", "| | ns | ± | bytes allocated |\n|---|---|---|---|\n", "\n"));
        String report = table + "Average of ten seconds in two processes, ± 99.9 %. Measured on " + machine + ".";
        System.out.println(report);
        Files.writeString(Path.of("target/inner-parts-benchmark.md"), report);
        if (Boolean.getBoolean("bench.write")) {
            new GeneratedBlock(DOCUMENT, "inner parts").write(report);
        }
    }

    private static String row(RunResult result) {
        var time = result.getPrimaryResult();
        double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        return "| %s | %,.0f | %,.0f | %,.0f |%n"
                .formatted(WHAT.get(time.getLabel()), time.getScore(), time.getScoreError(), bytes);
    }
}
