package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the moment a create is due to the moment its owner's stream shows it, at a fixed rate: open loop, so that a slow
 * answer does not hide the wait of those behind it. {@code ./mvnw verify -Pbench}.
 */
@Tag("bench")
class CreateToPushBenchmark {
    private static final int RATE = Integer.getInteger("bench.rate", 50);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    /** Three cold JVMs on few cores spend their first minute compiling. */
    private static final int WARM_UP = RATE * Integer.getInteger("bench.warmup", 60);

    @Test
    void createToPushAtAFixedRate() throws Exception {
        try (RunningSystem system = RunningSystem.start()) {
            Staff admin = Staff.signIn(system, "admin");
            Map<String, Long> due = new ConcurrentHashMap<>();
            try (EventStreamClient stream = Staff.signIn(system, "alice").oneByOne().stream()) {
                int total = WARM_UP + RATE * SECONDS;
                ScheduledExecutorService clients = Executors.newScheduledThreadPool(16);
                List<Future<Long>> answers = new ArrayList<>(total);
                long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
                for (int i = 0; i < total; i++) {
                    long at = start + i * TimeUnit.SECONDS.toNanos(1) / RATE;
                    var lead = Leads.forOwner("alice");
                    due.put((String) lead.get("name"), at);
                    answers.add(clients.schedule(
                            () -> {
                                assertThat(admin.createCustomer(lead).status()).isEqualTo(201);
                                return (System.nanoTime() - at) / 1_000;
                            },
                            at - System.nanoTime(),
                            TimeUnit.NANOSECONDS));
                }
                await().atMost(Duration.ofSeconds(SECONDS * 2L + 120))
                        .until(() -> stream.events("notification").size() >= total || stream.ended());
                clients.shutdown();
                long[] answered = new long[total];
                for (int i = 0; i < total; i++) {
                    answered[i] = answers.get(i).get(10, TimeUnit.SECONDS);
                }
                report("create→answer", Arrays.stream(answered).skip(WARM_UP));
                report("create→push", pushes(stream, due));
            }
        }
    }

    private static LongStream pushes(EventStreamClient stream, Map<String, Long> due) {
        return stream.events("notification").stream().skip(WARM_UP).mapToLong(event -> {
            String name = JsonMapper.shared()
                    .readTree(event.data())
                    .at("/data/customerName")
                    .asString();
            return (event.receivedNanos() - due.get(name)) / 1_000;
        });
    }

    private static void report(String what, LongStream measured) {
        long[] micros = measured.sorted().toArray();
        System.out.printf(
                "%s, %d at %d/s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms%n",
                what, micros.length, RATE, at(micros, 0.5), at(micros, 0.99), at(micros, 0.999), at(micros, 1));
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * quantile) - 1)] / 1_000.0;
    }
}
