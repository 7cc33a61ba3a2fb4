package com.andejia.crm.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.systemtests.faults.Deployment.Shape;
import com.andejia.crm.systemtests.faults.Wire.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A failing notification side never harms a write, not even its speed: whatever is wrong behind customer-service, the slowest
 * hundredth of the writes takes at most a tenth longer than just before, in the same run and at the same rate.
 */
@Tag("chaos")
class WriteLatencyIT {
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 3);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double RATE = 40;
    private static final double TOLERATED = 1.10;

    private record Fault(String name, Runnable begin, Runnable end) {}

    @Test
    void noFaultOfTheNotificationSideSlowsAWriteDown() {
        try (Trial trial = Trial.start(Shape.replicas(1, 1), 5, 1, 0.5)) {
            trial.during(RATE, warmingUp -> Trial.pass(WARM_UP));
            List<String> tooSlow = new ArrayList<>();
            for (Fault fault : faults(trial.deployment())) {
                Latencies calm = new Latencies();
                Latencies hurt = new Latencies();
                for (int round = 0; round < ROUNDS; round++) {
                    measure(trial, fault, calm, hurt);
                }
                double ratio = hurt.quantile(0.99) / calm.quantile(0.99);
                System.out.printf(
                        "%-36s  p50 %5.1f → %5.1f ms   p99 %6.1f → %6.1f ms   × %.2f   of %,d writes%n",
                        fault.name(),
                        calm.quantile(0.5),
                        hurt.quantile(0.5),
                        calm.quantile(0.99),
                        hurt.quantile(0.99),
                        ratio,
                        calm.size() + hurt.size());
                if (ratio > TOLERATED) {
                    tooSlow.add("%s: × %.2f".formatted(fault.name(), ratio));
                }
            }
            assertThat(trial.traffic().refused()).as("writes that were refused").isZero();
            assertThat(tooSlow).isEmpty();
        }
    }

    /** A window without the fault, right after it one with it; then everything catches up, so that the next finds nothing to do. */
    private static void measure(Trial trial, Fault fault, Latencies calm, Latencies hurt) {
        trial.during(RATE, running -> {
            Trial.pass(Duration.ofSeconds(2));
            trial.traffic().recent().drain();
            Trial.pass(WINDOW);
            calm.addAll(trial.traffic().recent().drain());
            fault.begin().run();
            Trial.pass(WINDOW);
            hurt.addAll(trial.traffic().recent().drain());
            fault.end().run();
        });
        trial.awaitRest(PATIENCE);
    }

    private static List<Fault> faults(Deployment deployment) {
        Replica service = deployment.notifications().get(0);
        Server database = deployment.notificationsDatabase();
        Server broker = deployment.brokers().brokers().get(0);
        List<Wire> toBroker = deployment.customers().get(0).brokers();
        return List.of(
                new Fault("nothing at all", () -> {}, () -> {}),
                new Fault("notification-service is dead", service::kill, service::start),
                new Fault("notification-service is frozen", service::freeze, service::thaw),
                new Fault("the notifications' database is dead", database::kill, database::start),
                new Fault("the broker is dead", broker::kill, broker::start),
                new Fault("the broker is frozen", broker::freeze, broker::thaw),
                wire("the broker is slow", toBroker, Trouble.SLOW),
                wire("the broker's answers are lost", toBroker, Trouble.ANSWERS_LOST));
    }

    private static Fault wire(String name, List<Wire> wires, Trouble trouble) {
        return new Fault(name, () -> wires.forEach(wire -> wire.suffer(trouble)), () -> wires.forEach(Wire::heal));
    }
}
