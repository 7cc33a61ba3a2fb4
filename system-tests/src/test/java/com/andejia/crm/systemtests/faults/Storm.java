package com.andejia.crm.systemtests.faults;

import com.andejia.crm.systemtests.faults.Wire.Trouble;
import com.andejia.crm.systemtests.faults.agent.FailPoint;
import com.andejia.crm.systemtests.plot.FaultBar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One fault after the other, some at the same time, chosen by a seed: what is chosen is repeatable, when it strikes what is not.
 * Each ends mended and ready.
 */
final class Storm implements AutoCloseable {
    private static final int AT_ONCE = 3;
    private static final Duration READY = Duration.ofMinutes(4);
    private static final Duration WRONG = Duration.ofMinutes(10);
    private static final List<Trouble> TROUBLES =
            Stream.of(Trouble.values()).filter(it -> it != Trouble.NONE).toList();

    private final Trial trial;
    private final Random random;
    private final long pauseMillis;
    private final long start = System.nanoTime();
    private final Set<String> suffering = new HashSet<>();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final List<FaultBar> past = new ArrayList<>();
    private final List<Thread> lanes = new ArrayList<>();
    private int kills;
    private volatile boolean over;
    private volatile @Nullable Throwable broken;
    private final CountDownLatch brokenOff = new CountDownLatch(1);

    /**
     * Something bad that is done to one target.
     *
     * @param strike does it, and returns when it is mended
     */
    private record Fault(String target, String kind, Strike strike) {}

    private interface Strike {
        void run() throws InterruptedException;
    }

    Storm(Trial trial, long seed, double faultsPerMinute) {
        this.trial = trial;
        this.random = new Random(seed);
        this.pauseMillis = (long) (AT_ONCE * 60_000 / faultsPerMinute);
        for (int lane = 0; lane < AT_ONCE; lane++) {
            Thread thread = new Thread(this::rage, "storm-" + lane);
            thread.setDaemon(true);
            thread.start();
            lanes.add(thread);
        }
    }

    /** Each lane has a fault begin once per pause, or as soon as the one before is mended. */
    private void rage() {
        try {
            while (!over) {
                long begun = System.nanoTime();
                Fault fault = take();
                if (fault != null) {
                    strike(fault);
                }
                long left = pauseMillis - (System.nanoTime() - begun) / 1_000_000;
                if (left > 0) {
                    Thread.sleep(left);
                }
            }
        } catch (InterruptedException e) {
            // The storm is over.
        } catch (Throwable e) {
            broken = e;
            brokenOff.countDown();
        }
    }

    private void strike(Fault fault) throws InterruptedException {
        String name = fault.kind() + " " + fault.target();
        Duration from = now();
        present.add(name);
        try {
            fault.strike().run();
        } finally {
            present.remove(name);
            release(fault, from);
        }
    }

    /** Null if what was chosen suffers from something else at the moment. */
    private synchronized @Nullable Fault take() {
        Fault fault = choose();
        return suffering.add(fault.target()) ? fault : null;
    }

    private synchronized void release(Fault fault, Duration from) {
        suffering.remove(fault.target());
        past.add(new FaultBar(fault.target(), fault.kind(), from, now()));
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Fault choose() {
        Deployment deployment = trial.deployment();
        Replica replica = any(deployment.replicas());
        List<Server> servers = Stream.of(
                        deployment.brokers().all(),
                        List.of(deployment.customersDatabase(), deployment.notificationsDatabase()))
                .flatMap(List::stream)
                .toList();
        int dice = random.nextInt(20);
        if (dice < 6) {
            return kill(any(servers), any(4_000));
        } else if (dice < 9) {
            return kill(replica, any(2_000));
        } else if (dice < 11) {
            return die(replica, any(pointsOf(deployment, replica)));
        } else if (dice < 12) {
            return new Fault(replica.name(), "stop", () -> {
                replica.stop();
                startAgain(replica);
            });
        } else if (dice < 14) {
            return freeze(random.nextBoolean() ? any(servers) : replica, 2_000 + any(15_000));
        } else if (dice < 18) {
            return trouble(any(replica.wires()), replica, any(TROUBLES), 1_000 + any(12_000));
        } else if (dice < 19) {
            return wrongClock(replica, random.nextBoolean() ? WRONG : WRONG.negated());
        }
        return new Fault("events", "poison", trial::writePoison);
    }

    private Fault kill(Part part, long downMillis) {
        return new Fault(part.name(), "kill", () -> {
            part.kill();
            killed();
            Thread.sleep(downMillis);
            startAgain(part);
        });
    }

    private Fault die(Replica replica, FailPoint point) {
        return new Fault(replica.name(), "kill", () -> {
            replica.dieAt(point);
            try {
                replica.awaitDeath(Duration.ofSeconds(15));
                killed();
                startAgain(replica);
            } catch (AssertionError e) {
                // Nothing came past that point, since something else is down: it lives on.
                replica.putClockWrong(Duration.ZERO);
            }
            if (!replica.isAlive()) {
                startAgain(replica);
            }
        });
    }

    private static List<FailPoint> pointsOf(Deployment deployment, Replica replica) {
        boolean writes = deployment.customers().contains(replica);
        return Arrays.stream(FailPoint.values())
                .filter(point -> point.name().startsWith("CUSTOMER") == writes)
                .toList();
    }

    private Fault freeze(Part part, long millis) {
        return new Fault(part.name(), "freeze", () -> {
            part.freeze();
            Thread.sleep(millis);
            part.thaw();
        });
    }

    private Fault trouble(Wire wire, Replica replica, Trouble trouble, long millis) {
        String end = wire == replica.clients() ? "clients" : wire == replica.database() ? "database" : "broker";
        String kind = trouble.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Fault(replica.name() + " – " + end, kind, () -> {
            wire.suffer(trouble);
            Thread.sleep(millis);
            wire.heal();
        });
    }

    private Fault wrongClock(Replica replica, Duration by) {
        return new Fault(replica.name(), "wrong clock", () -> {
            replica.putClockWrong(by);
            Thread.sleep(15_000);
            replica.putClockWrong(Duration.ZERO);
        });
    }

    /** Others may be down as well, and it is ready only when they are back. If it is not, somebody will ask what all were doing. */
    private void startAgain(Part part) {
        part.start();
        try {
            part.awaitReady(READY);
        } catch (RuntimeException | Error e) {
            trial.deployment().parts().stream().filter(Part::isAlive).forEach(Part::printThreads);
            throw e;
        }
    }

    private synchronized void killed() {
        kills++;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private long any(int millis) {
        return random.nextInt(millis);
    }

    synchronized int kills() {
        return kills;
    }

    synchronized List<FaultBar> past() {
        return List.copyOf(past);
    }

    /** What is wrong at the moment. */
    String present() {
        return present.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Returns after so long; fails as soon as a part does not come back: what follows would be a calm, not a storm. */
    void last(Duration time) throws InterruptedException {
        if (brokenOff.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            requireUnbroken();
        }
    }

    /** A part that does not come back is a finding, too. */
    void requireUnbroken() {
        if (broken != null) {
            throw new AssertionError("a fault could not be mended", broken);
        }
    }

    /** Returns when the last fault is mended. */
    @Override
    public void close() {
        over = true;
        for (Thread lane : lanes) {
            try {
                lane.join(READY.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
