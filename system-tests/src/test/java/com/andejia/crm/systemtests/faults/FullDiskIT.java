package com.andejia.crm.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.systemtests.faults.Deployment.Shape;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A disk is full, then somebody makes room: what was acknowledged is told once, what could not be kept was never acknowledged. */
@Tag("chaos")
@EnabledIf("com.andejia.crm.systemtests.faults.SmallDisk#isPossible")
class FullDiskIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final double RATE = 20;

    private static Trial trial;
    private static Deployment deployment;

    @BeforeAll
    static void start() {
        trial = Trial.start(Shape.replicas(1, 1).onSmallDisks(), 4, 1, 0.5);
        deployment = trial.deployment();
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    @AfterEach
    void thePromiseIsKept() {
        Verdict verdict = trial.judge(PATIENCE);
        System.out.printf("%d writes so far, %s%n", trial.ledger().writes(), verdict);
        assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
    }

    @Test
    void theCustomersDatabaseRefusesWritesAndForgetsNone() {
        trial.during(
                RATE,
                running -> whileFull(
                        deployment.customersDatabase(), () -> trial.traffic().answered(503) > 0));
    }

    @Test
    void theNotificationsDatabaseSetsNothingAsideAndEverybodyIsToldLater() {
        long refused = trial.traffic().refused();
        trial.during(
                RATE,
                running -> whileFull(
                        deployment.notificationsDatabase(),
                        () -> !deployment.notifications().get(0).isReady()));
        assertThat(trial.traffic().refused()).as("writes that were refused").isEqualTo(refused);
    }

    @Test
    void theBrokerEndsAndNoWriteFeelsIt() {
        long refused = trial.traffic().refused();
        Server broker = deployment.brokers().brokers().get(0);
        trial.during(RATE, running -> whileFull(broker, () -> !broker.isAlive()));
        assertThat(trial.traffic().refused()).as("writes that were refused").isEqualTo(refused);
    }

    private static void whileFull(Part part, Callable<Boolean> isFelt) {
        SmallDisk disk = deployment.disk(part);
        disk.fill();
        await("the full disk of " + part.name() + " is felt").atMost(PATIENCE).until(isFelt);
        disk.free();
    }
}
