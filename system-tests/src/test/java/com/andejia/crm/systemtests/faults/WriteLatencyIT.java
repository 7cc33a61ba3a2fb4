package com.andejia.crm.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.andejia.crm.systemtests.faults.Deployment.Shape;
import com.andejia.crm.systemtests.faults.Wire.Trouble;
import com.andejia.crm.systemtests.measuring.Core;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A failing notification side never harms a write, not even its speed: whatever is wrong behind customer-service, the slowest
 * hundredth of the writes takes at most a tenth longer than without a fault, in the same run and at the same rate. A window without one
 * is before each with one, and all of those are the baseline: a stall of a tenth of a second, which any part may have at any time, is
 * most of what a single window's slowest hundredth consists of. What fails is a fault of which so many writes say with confidence that
 * it takes more. Writers, customer-service and its database have one core, everything else the other, as if they were on machines of
 * their own: with both cores full, whoever is dead makes room, and whoever catches up takes it.
 */
@Tag("chaos")
class WriteLatencyIT {
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 2);
    private static final double RATE = Double.parseDouble(System.getProperty("chaos.rate", "20"));
    private static final String ONLY = System.getProperty("chaos.only", "");
    private static final Duration WARM_UP = Duration.ofMinutes(3);
    private static final Duration WINDOW = Duration.ofSeconds(45);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double TOLERATED = 1.10;

    private record Fault(String name, Runnable begin, Runnable end) {}

    @Test
    void noFaultOfTheNotificationSideSlowsAWriteDown() {
        assumeThat(Core.canPin())
                .as("two cores that processes can be pinned to, on Linux with taskset and setpriv")
                .isTrue();
        try (Core.Stay here = Core.OF_THE_SERVER.stay();
                Trial trial = Trial.start(Shape.replicas(1, 1), 5, 1, 0.5)) {
            notificationSide(trial.deployment()).forEach(part -> Core.OF_ALL_ELSE.take(part.pid()));
            trial.during(2 * RATE, warmingUp -> Trial.pass(WARM_UP));
            long heldBackBefore = trial.traffic().heldBack();
            Latencies calm = new Latencies();
            Map<String, Latencies> hurt = new LinkedHashMap<>();
            List<Fault> faults = faults(trial.deployment());
            assertThat(faults).as("faults whose name contains " + ONLY).isNotEmpty();
            for (Fault fault : faults) {
                hurt.put(fault.name(), new Latencies());
                for (int round = 0; round < ROUNDS; round++) {
                    measure(trial, fault, calm, hurt.get(fault.name()));
                }
            }
            List<String> tooSlow = new ArrayList<>();
            hurt.forEach((fault, latencies) -> {
                double atLeast = latencies.quantileAtLeast(0.99) / calm.quantile(0.99);
                System.out.printf(
                        "%-36s  p50 %5.1f ms, × %.2f   p99 %6.1f ms, × %.2f, at least × %.2f   of %,d writes%n",
                        fault,
                        latencies.quantile(0.5),
                        latencies.quantile(0.5) / calm.quantile(0.5),
                        latencies.quantile(0.99),
                        latencies.quantile(0.99) / calm.quantile(0.99),
                        atLeast,
                        latencies.size());
                if (atLeast > TOLERATED) {
                    tooSlow.add("%s: at least × %.2f".formatted(fault, atLeast));
                }
            });
            assertThat(trial.traffic().refused()).as("writes that were refused").isZero();
            assertThat(trial.traffic().heldBack())
                    .as("writes that waited for earlier ones")
                    .isEqualTo(heldBackBefore);
            assertThat(tooSlow).isEmpty();
        }
    }

    /** A window without the fault, right after it one with it; then everything catches up, so that the next finds nothing to do. */
    private static void measure(Trial trial, Fault fault, Latencies calm, Latencies hurt) {
        trial.during(RATE, running -> {
            Trial.pass(SETTLING);
            trial.traffic().recent().drain();
            Trial.pass(WINDOW);
            Latencies without = trial.traffic().recent().drain();
            fault.begin().run();
            Trial.pass(WINDOW);
            Latencies with = trial.traffic().recent().drain();
            fault.end().run();
            System.out.printf("%-36s  %s ms, before it %s ms%n", fault.name(), with, without);
            calm.addAll(without);
            hurt.addAll(with);
        });
        trial.awaitRest(PATIENCE);
    }

    private static List<Part> notificationSide(Deployment deployment) {
        return List.of(
                deployment.brokers().brokers().get(0),
                deployment.notificationsDatabase(),
                deployment.notifications().get(0));
    }

    private static Fault dead(String name, Part part) {
        return new Fault(name + " is dead", part::kill, () -> {
            part.start();
            Core.OF_ALL_ELSE.take(part.pid());
        });
    }

    private static Fault frozen(String name, Part part) {
        return new Fault(name + " is frozen", part::freeze, part::thaw);
    }

    private static List<Fault> faults(Deployment deployment) {
        Replica service = deployment.notifications().get(0);
        Server database = deployment.notificationsDatabase();
        Server broker = deployment.brokers().brokers().get(0);
        List<Wire> toBroker = deployment.customers().get(0).brokers();
        return Stream.of(
                        new Fault("nothing at all", () -> {}, () -> {}),
                        dead("notification-service", service),
                        frozen("notification-service", service),
                        dead("the notifications' database", database),
                        dead("the broker", broker),
                        frozen("the broker", broker),
                        wire("the broker is slow", toBroker, Trouble.SLOW),
                        wire("the broker's answers are lost", toBroker, Trouble.ANSWERS_LOST))
                .filter(fault -> fault.name().contains(ONLY))
                .toList();
    }

    private static Fault wire(String name, List<Wire> wires, Trouble trouble) {
        return new Fault(name, () -> wires.forEach(wire -> wire.suffer(trouble)), () -> wires.forEach(Wire::heal));
    }
}
