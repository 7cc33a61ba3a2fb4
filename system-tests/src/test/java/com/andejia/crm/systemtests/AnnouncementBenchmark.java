package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.systemtests.measuring.Scraped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everybody is told something, in an agency of a hundred thousand: how long that takes, how much memory, and how long an owner
 * waits meanwhile to hear of a new customer, beside how long without it. {@code ./mvnw verify -Pbench}.
 */
@Tag("bench")
class AnnouncementBenchmark {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int STAFF = Integer.getInteger("bench.staff", 100_000);
    private static final int RATE = Integer.getInteger("bench.rate", 50);
    private static final int QUIET_SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** The four of every local run are there already; the admin who says it is not told. */
    private static final int FIRST = 4;

    /** Of so many owners who are given customers in turn one is watched. */
    private static final int OWNERS = 10;

    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final Queue<Future<?>> given = new ConcurrentLinkedQueue<>();
    private volatile long heapPeak;

    @Test
    void othersAreToldInTimeWhileEverybodyIsToldSomething() throws Exception {
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        try (RunningSystem system = RunningSystem.start();
                var outsider = new Outsider(system);
                EventStreamClient alice = Staff.signIn(system, "alice").oneByOne().stream();
                EventStreamClient last = Staff.signIn(system, "bob").stream()) {
            fillTheStaffTable(outsider);
            long period = TimeUnit.SECONDS.toNanos(1) / RATE;
            long first = System.nanoTime();
            AtomicLong number = new AtomicLong();
            ScheduledFuture<?> customers = clock.scheduleAtFixedRate(
                    () -> assign(outsider, number.get(), first + number.getAndIncrement() * period),
                    0,
                    period,
                    TimeUnit.NANOSECONDS);
            ScheduledFuture<?> looking = clock.scheduleAtFixedRate(() -> lookAtTheHeap(system), 0, 1, TimeUnit.SECONDS);
            // What is measured comes after the compilers have had as long.
            long begin = System.nanoTime();
            await().atMost(PATIENCE).until(() -> secondsSince(begin) >= QUIET_SECONDS);
            long quiet = System.nanoTime();
            await().atMost(PATIENCE).until(() -> secondsSince(quiet) >= QUIET_SECONDS);
            heapPeak = 0;

            long announced = System.nanoTime();
            Staff.Reply answer = Staff.signIn(system, "admin").announce(Map.of("content", "今晚 22:00 系统升级"));
            assertThat(answer.status()).isEqualTo(202);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> stored(system) >= STAFF);
            long done = System.nanoTime();

            assertThat(looking.isDone() || customers.isDone())
                    .as("whether one of them has failed")
                    .isFalse();
            looking.cancel(false);
            customers.cancel(false);
            for (Future<?> one : given) {
                one.get(10, TimeUnit.SECONDS);
            }
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> assigned(alice).count() >= due.size() || alice.ended());
            assertThat(assigned(alice)).as("customers that alice was told of").hasSize(due.size());
            assertThat(last.events("notification")).hasSize(1);
            System.out.printf(
                    "%d told in %.1f s, heap peak %d MiB%n", STAFF, (done - announced) / 1e9, heapPeak / (1024 * 1024));
            report("without it", alice, quiet, announced);
            report("meanwhile", alice, announced, done);
        } finally {
            clock.shutdownNow();
        }
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }

    private static void fillTheStaffTable(Outsider outsider) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (int i = FIRST; i <= STAFF; i++) {
            String id = staff(i);
            sent.add(outsider.event(
                    "crm.staff.events",
                    "crm.staff.changed.v1",
                    id,
                    Map.of("staffId", id, "name", "员工" + i, "roles", List.of("employee"), "active", true)));
        }
        for (Future<?> one : sent) {
            one.get(1, TimeUnit.MINUTES);
        }
    }

    /**
     * Due when it was to be, not when its turn came: nobody's wait is hidden behind that of another. Does not wait for the broker, or
     * the next ones would be late.
     */
    private void assign(Outsider outsider, long number, long nanos) {
        String customer = UUID.randomUUID().toString();
        boolean watched = number % OWNERS == 0;
        if (watched) {
            due.put(customer, nanos);
        }
        String owner = watched ? "alice" : staff(FIRST + number % OWNERS);
        given.add(outsider.assigned("crm.customer.assigned.v1", customer, "测试通知客户", owner));
    }

    private static String staff(long number) {
        return "staff-%06d".formatted(number);
    }

    /** Of all that lies there: what a collection would free is part of it. */
    private void lookAtTheHeap(RunningSystem system) {
        heapPeak = Math.max(heapPeak, (long)
                Scraped.sum(system.notificationService().managementUri(), "jvm_memory_used_bytes{area=\"heap\""));
    }

    private static double stored(RunningSystem system) {
        return Scraped.sum(
                system.notificationService().managementUri(),
                "crm_notifications_total{outcome=\"STORED\",type=\"SYSTEM_ANNOUNCEMENT\"");
    }

    private static Stream<EventStreamClient.Event> assigned(EventStreamClient alice) {
        return alice.events("notification").stream()
                .filter(event -> event.data().contains("CUSTOMER_ASSIGNED"));
    }

    private void report(String when, EventStreamClient alice, long from, long until) {
        long[] micros = assigned(alice)
                .map(event -> Map.entry(due.get(customer(event)), event.receivedNanos()))
                .filter(times -> times.getKey() >= from && times.getKey() < until)
                .mapToLong(times -> (times.getValue() - times.getKey()) / 1_000)
                .sorted()
                .toArray();
        System.out.printf(
                "event→push %s, %d of %d/s: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                when, micros.length, RATE, at(micros, 0.5), at(micros, 0.99), at(micros, 1));
    }

    private static String customer(EventStreamClient.Event pushed) {
        return JSON.readTree(pushed.data()).at("/data/customerId").asString();
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * quantile) - 1)] / 1_000.0;
    }
}
