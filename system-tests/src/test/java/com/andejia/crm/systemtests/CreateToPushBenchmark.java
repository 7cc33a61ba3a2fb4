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
    private static final int WARM_UP = RATE * 15;

    @Test
    void createToPushAtAFixedRate() throws Exception {
        try (RunningSystem system = RunningSystem.start()) {
            Staff admin = Staff.signIn(system, "admin");
            Map<String, Long> due = new ConcurrentHashMap<>();
            try (EventStreamClient stream = Staff.signIn(system, "alice").stream()) {
                int total = WARM_UP + RATE * SECONDS;
                ScheduledExecutorService clients = Executors.newScheduledThreadPool(16);
                List<Future<Integer>> answers = new ArrayList<>(total);
                long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
                for (int i = 0; i < total; i++) {
                    long at = start + i * TimeUnit.SECONDS.toNanos(1) / RATE;
                    var lead = Leads.forOwner("alice");
                    due.put((String) lead.get("name"), at);
                    answers.add(clients.schedule(
                            () -> admin.createCustomer(lead).status(), at - System.nanoTime(), TimeUnit.NANOSECONDS));
                }
                await().atMost(Duration.ofSeconds(SECONDS * 2L + 120))
                        .until(() -> stream.events("notification").size() >= total || stream.ended());
                clients.shutdown();
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(201);
                }
                report(stream, due);
            }
        }
    }

    private static void report(EventStreamClient stream, Map<String, Long> due) {
        long[] micros = stream.events("notification").stream()
                .skip(WARM_UP)
                .mapToLong(event -> (event.receivedNanos()
                                - due.get(JsonMapper.shared()
                                        .readTree(event.data())
                                        .at("/data/customerName")
                                        .asString()))
                        / 1_000)
                .sorted()
                .toArray();
        System.out.printf(
                "create→push at %d/s over %d s, %d pushes: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms%n",
                RATE,
                SECONDS,
                micros.length,
                at(micros, 0.5),
                at(micros, 0.99),
                at(micros, 0.999),
                Arrays.stream(micros).max().orElse(0) / 1_000.0);
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * quantile) - 1)] / 1_000.0;
    }
}
