package com.andejia.crm.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.systemtests.faults.Deployment.Shape;
import com.andejia.crm.systemtests.faults.Verdict.Breach;
import com.andejia.crm.systemtests.faults.Wire.Trouble;
import com.andejia.crm.systemtests.faults.agent.Sabotage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A checker that finds nothing may have looked for nothing. Here one guarantee after the other is taken away from the services, and
 * a fault does what that guarantee is there against: the checker has to see it. With {@code -Dchaos.controls=3} each fault is
 * also done as often to the services as they are, and nothing may be found.
 */
@Tag("chaos")
class SabotageIT {
    private static final int CONTROLS = Integer.getInteger("chaos.controls", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Of the services' producers. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(15);

    private static final Shape ONE_OF_EACH = Shape.replicas(1, 1);

    @Test
    void producersThatWaitForTheLeaderOnlyLose() {
        noticed(Sabotage.ACKS_ONE, Breach.LOST, ONE_OF_EACH.brokers(2), trial -> {
            Brokers brokers = trial.deployment().brokers();
            brokers.replication().forEach(wire -> wire.suffer(Trouble.BLACK_HOLE));
            trial.traffic().write(40);
            soonOrNever(() -> trial.stores().unpublished() == 0);
            brokers.brokers().get(0).kill();
            brokers.replication().forEach(Wire::heal);
            soonOrNever(() -> trial.stores().unpublished() == 0);
        });
    }

    @Test
    void consumersThatCommitBeforeTheyStoreLose() {
        noticed(Sabotage.COMMIT_BEFORE_STORE, Breach.LOST, ONE_OF_EACH, trial -> {
            Replica service = trial.deployment().notifications().get(0);
            service.database().suffer(Trouble.BLACK_HOLE);
            trial.traffic().write(40);
            soonOrNever(() -> trial.topics().lag("crm-feed", Topics.REQUESTS) == 0);
            service.kill();
        });
    }

    @Test
    void notificationsWithRandomIdsAreDoubled() {
        noticed(Sabotage.RANDOM_IDS, Breach.DOUBLED, ONE_OF_EACH, trial -> {
            trial.traffic().write(40);
            trial.awaitRest(PATIENCE);
            trial.deployment().notifications().get(0).stop();
            trial.replay();
        });
    }

    @Test
    void sendsThatAreNotWaitedForAreMisordered() {
        noticed(
                Sabotage.PIPELINED_SENDS,
                Breach.MISORDERED,
                ONE_OF_EACH,
                trial -> trial.traffic().write(400));
    }

    @Test
    void aRelayThatGoesOnAfterAFailureLoses() {
        noticed(Sabotage.NO_CONTIGUITY, Breach.LOST, ONE_OF_EACH, trial -> {
            List<Wire> toBroker = trial.deployment().customers().get(0).brokers();
            toBroker.forEach(wire -> wire.suffer(Trouble.BLACK_HOLE));
            trial.traffic().write(40);
            Trial.pass(
                    DELIVERY_TIMEOUT.plusMillis(500)); // the first event of each has failed, the second is being tried
            toBroker.forEach(Wire::heal);
        });
    }

    private static void noticed(Sabotage sabotage, Breach breach, Shape shape, Consumer<Trial> fault) {
        Verdict sabotaged = verdict(shape.sabotaged(sabotage), fault);
        System.out.println(sabotage + " is noticed: " + sabotaged);
        assertThat(sabotaged.breaches()).contains(breach);
        for (int time = 0; time < CONTROLS; time++) {
            Verdict control = verdict(shape, fault);
            System.out.println("Without " + sabotage + ": " + control);
            assertThat(control.isClean()).as(control.toString()).isTrue();
        }
    }

    private static Verdict verdict(Shape shape, Consumer<Trial> fault) {
        try (Trial trial = Trial.start(shape, 4, 1, 0.5)) {
            fault.accept(trial);
            return trial.judge(PATIENCE);
        }
    }

    /** With the guarantee in place it never comes to that. */
    private static void soonOrNever(Callable<Boolean> condition) {
        try {
            await().atMost(Duration.ofSeconds(8)).ignoreExceptions().until(condition);
        } catch (ConditionTimeoutException e) {
            // As it should be.
        }
    }
}
