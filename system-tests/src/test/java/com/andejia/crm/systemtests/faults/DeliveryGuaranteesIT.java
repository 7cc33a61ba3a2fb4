package com.andejia.crm.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.systemtests.faults.Deployment.Shape;
import com.andejia.crm.systemtests.faults.StreamLog.Entry;
import com.andejia.crm.systemtests.faults.Wire.Trouble;
import com.andejia.crm.systemtests.faults.agent.FailPoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The fault matrix: "once acknowledged, each person who should hear of it is told exactly once, in order; and a failing
 * notification side never harms a write". Each test does its damage while customers are being entered and given away; then
 * everything is mended, and what is published, stored, counted and was shown is held against what was acknowledged.
 */
@Tag("faults")
class DeliveryGuaranteesIT {
    private static final boolean THOROUGH = Boolean.getBoolean("chaos.thorough");
    /** How long a relay that is gone holds up the others; half a minute in life. */
    private static final Duration LEASE = Duration.ofSeconds(THOROUGH ? 30 : 5);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** In the short form, few enough for two cores to start services beside it. */
    private static final double RATE = THOROUGH ? 20 : 8;

    private static Trial trial;
    private static Deployment deployment;

    private long refusedBefore;

    @BeforeAll
    static void start() {
        trial = Trial.start(Shape.replicas(2, 2).lease(LEASE), 5, 1, 0.5);
        deployment = trial.deployment();
    }

    @AfterAll
    static void stop() {
        trial.close();
    }

    @BeforeEach
    void remember() {
        refusedBefore = trial.traffic().refused();
    }

    @AfterEach
    void thePromiseIsKept() {
        Verdict verdict = trial.judge(PATIENCE);
        System.out.printf("%d writes so far, %s%n", trial.ledger().writes(), verdict);
        assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
        assertThat(trial.topics().takenBack())
                .as("places of groups that were put back")
                .isEmpty();
    }

    @Test
    void aCustomerServiceThatDiesBeforeOrAfterSaveSendOrMarkTellsOnce() {
        dieInTurn(
                deployment.customers(),
                FailPoint.CUSTOMER_AFTER_SAVE,
                FailPoint.CUSTOMER_AFTER_SEND,
                FailPoint.CUSTOMER_BEFORE_SEND,
                FailPoint.CUSTOMER_BEFORE_SAVE,
                FailPoint.CUSTOMER_AFTER_MARK);
    }

    @Test
    void aNotificationServiceThatDiesBeforeOrAfterStoreAnnounceOrCommitTellsOnce() {
        dieInTurn(
                deployment.notifications(),
                FailPoint.FEED_BEFORE_ANNOUNCE,
                FailPoint.INTAKE_BEFORE_COMMIT,
                FailPoint.FEED_BEFORE_COMMIT,
                FailPoint.FEED_BEFORE_STORE,
                FailPoint.INTAKE_BEFORE_FORWARD);
        assertNoWriteFelt();
    }

    /** Each replica at another point, all at the same time; then the next points, if there is time for more than the worst. */
    private static void dieInTurn(List<Replica> replicas, FailPoint... all) {
        FailPoint[] points = THOROUGH ? all : Arrays.copyOf(all, replicas.size());
        trial.during(RATE, running -> {
            for (int i = 0; i < points.length; i += replicas.size()) {
                for (int j = 0; j < replicas.size() && i + j < points.length; j++) {
                    replicas.get(j).dieAt(points[i + j]);
                }
                for (int j = 0; j < replicas.size() && i + j < points.length; j++) {
                    replicas.get(j).awaitDeath(PATIENCE);
                    replicas.get(j).start();
                }
                replicas.forEach(replica -> replica.awaitReady(PATIENCE));
            }
        });
    }

    @Test
    void aRelayThatStallsBeyondItsLeaseTellsOnce() {
        Replica stalled = deployment.customers().get(0);
        trial.during(RATE, running -> {
            stalled.freeze();
            Trial.pass(THOROUGH ? LEASE.multipliedBy(2) : LEASE.plusSeconds(2));
            stalled.thaw();
        });
    }

    @Test
    void aConsumerThatStallsBeyondItsSessionTellsOnce() {
        Replica stalled = deployment.notifications().get(0);
        trial.during(RATE, running -> {
            stalled.freeze();
            Trial.pass(Duration.ofSeconds(THOROUGH ? 60 : 9));
            stalled.thaw();
        });
        assertNoWriteFelt();
    }

    @Test
    void aBrokerThatIsDownFailsNoWriteAndGetsEverythingLater() {
        Server broker = deployment.brokers().brokers().get(0);
        trial.during(RATE, running -> {
            broker.kill();
            Trial.pass(Duration.ofSeconds(THOROUGH ? 600 : 5));
            broker.start();
            broker.awaitReady(PATIENCE);
            reportDrain();
        });
        assertNoWriteFelt();
    }

    private static void reportDrain() {
        long waiting = trial.stores().unpublished();
        long returned = System.nanoTime();
        await("drained")
                .atMost(Duration.ofMinutes(5))
                .until(() -> trial.stores().unpublished() < RATE);
        double seconds = (System.nanoTime() - returned) / 1e9;
        System.out.printf("%,d customers waited; drained in %.1f s, while %.0f/s came in%n", waiting, seconds, RATE);
    }

    @Test
    void aBrokerWhoseAnswersAreLostOrSlowOrNeverComeKeepsTheOrderAndFailsNoWrite() {
        trial.during(RATE, running -> {
            for (Trouble trouble : List.of(Trouble.SLOW, Trouble.ANSWERS_LOST, Trouble.BLACK_HOLE)) {
                deployment.replicas().forEach(it -> it.brokers().forEach(wire -> wire.suffer(trouble)));
                Trial.pass(Duration.ofSeconds(THOROUGH ? 30 : 3));
                deployment.replicas().forEach(it -> it.brokers().forEach(Wire::heal));
            }
        });
        assertNoWriteFelt();
    }

    /** That no answer but 503 or none is given meanwhile is what all traffic insists on. */
    @Test
    void aCustomersDatabaseThatIsDownRefusesWritesAndForgetsNone() {
        trial.during(RATE, running -> {
            deployment.customersDatabase().kill();
            await().atMost(PATIENCE).until(() -> trial.traffic().answered(503) > 0);
            Trial.pass(Duration.ofSeconds(THOROUGH ? 60 : 2));
            deployment.customersDatabase().start();
        });
    }

    @Test
    void aNotificationsDatabaseThatIsDownSetsNothingAsideAndTellsLater() {
        trial.during(RATE, running -> {
            deployment.notificationsDatabase().kill();
            await("not ready")
                    .atMost(PATIENCE)
                    .until(() -> deployment.notifications().stream().noneMatch(Replica::isReady));
            Trial.pass(Duration.ofSeconds(THOROUGH ? 60 : 2));
            deployment.notificationsDatabase().start();
        });
        assertNoWriteFelt();
    }

    @Test
    void aRecordThatNobodyUnderstandsIsSetAsideOnceAndItsPartitionGoesOn() {
        trial.during(RATE, running -> {
            for (int i = 0; i < 5; i++) {
                trial.writePoison();
            }
        });
        assertNoWriteFelt();
    }

    @Test
    void replicasThatComeAndGoLeaveNoGapAndTellNobodyTwice() {
        List<Replica> replicas = deployment.notifications();
        trial.during(RATE, running -> {
            for (int round = 0; round < (THOROUGH ? 10 : 1); round++) {
                replicas.get(1).stop();
                replicas.get(1).start();
                Trial.pass(Duration.ofSeconds(3));
                replicas.get(0).kill();
                replicas.get(1).awaitReady(PATIENCE);
                replicas.get(0).start();
                replicas.get(0).awaitReady(PATIENCE);
            }
        });
        assertNoWriteFelt();
    }

    @Test
    void aReplayOfTheWholeTopicStoresNothingAndShowsNothing() {
        trial.traffic().write(20);
        assertThat(trial.judge(PATIENCE).isClean()).isTrue();
        long stored = trial.stores().notificationCount();
        List<List<Entry>> shown =
                trial.streams().stream().map(StreamLog::entries).toList();
        for (int times = 0; times < (THOROUGH ? 3 : 1); times++) {
            deployment.notifications().forEach(Replica::stop);
            trial.replay();
            deployment.notifications().forEach(Replica::start);
            deployment.notifications().forEach(replica -> replica.awaitReady(PATIENCE));
            trial.awaitRest(PATIENCE);
        }
        assertThat(trial.stores().notificationCount()).isEqualTo(stored);
        assertThat(trial.streams().stream().map(StreamLog::entries)).containsExactlyElementsOf(shown);
    }

    @Test
    void aClockThatIsTenMinutesWrongChangesNoOrder() {
        Duration wrong = Duration.ofMinutes(10);
        List<List<Replica>> services = List.of(deployment.customers(), deployment.notifications());
        trial.during(RATE, running -> {
            services.forEach(replicas -> replicas.get(0).putClockWrong(wrong));
            services.forEach(replicas -> replicas.get(1).putClockWrong(wrong.negated()));
            Trial.pass(Duration.ofSeconds(THOROUGH ? 60 : 5));
            deployment.replicas().forEach(replica -> replica.putClockWrong(Duration.ZERO));
        });
    }

    @Test
    void aStreamThatIsCutAgainAndAgainShowsEverythingOnce() {
        trial.during(RATE, running -> {
            for (Trouble trouble : List.of(Trouble.CUT, Trouble.ANSWERS_LOST, Trouble.CUT, Trouble.SLOW)) {
                deployment.notifications().forEach(replica -> replica.clients().suffer(trouble));
                Trial.pass(Duration.ofSeconds(1));
                deployment.notifications().forEach(replica -> replica.clients().heal());
                Trial.pass(Duration.ofSeconds(1));
            }
        });
        assertNoWriteFelt();
    }

    private void assertNoWriteFelt() {
        assertThat(trial.traffic().refused()).as("writes that were refused").isEqualTo(refusedBefore);
    }
}
