package com.andejia.crm.systemtests.streams;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.systemtests.crowd.Crowd;
import com.andejia.crm.systemtests.measuring.RateSearch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One server from its start to its end, and everything that is measured of it. */
final class Measurement {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 200;
    /** What the first connections make a server load and set up is not what a connection costs. */
    private static final int FIRST_VISITORS = 200;

    private static final long REST = TimeUnit.SECONDS.toNanos(2);

    private final Contender contender;
    private final int connections;
    private final Plan plan;

    /**
     * What was measured.
     *
     * @param openedPerSecond how fast the connections were let in
     * @param latency the step at the rate of the plan
     * @param highest that which is sustained; empty if none is
     */
    record Result(double kibPerConnection, double openedPerSecond, Step latency, Optional<Step> highest) {

        /** 0 if nothing is sustained. */
        double mostPerSecond() {
            return highest.map(Step::deliveredPerSecond).orElse(0.0);
        }
    }

    Measurement(Contender contender, int connections, Plan plan) {
        this.contender = contender;
        this.connections = connections;
        this.plan = plan;
    }

    Result take() {
        try (StreamServer server = contender.start().apply(connections)) {
            visit(server);
            long before = memoryAtRest(server);
            var tally = new Tally(connections, Message::in);
            long begin = System.nanoTime();
            try (Crowd crowd = new Crowd(connections, AT_ONCE, server.address(), server::request, tally)) {
                crowd.awaitAll(PATIENCE);
                double opening = (System.nanoTime() - begin) / 1e9;
                double memory = (double) (memoryAtRest(server) - before) / connections;
                var publishing = new Publishing(server, tally, connections);
                publishing.at(plan.rate(), plan.warmUpSeconds());
                Step latency = publishing.at(plan.rate(), plan.seconds());
                say("%s, %,d connections: %s", contender.name(), connections, Report.inShort(latency));
                Optional<Step> highest =
                        RateSearch.highest(2 * plan.rate(), rate -> step(publishing, crowd, rate), Step::isSustained);
                return new Result(memory, connections / opening, latency, highest);
            }
        }
    }

    private void visit(StreamServer server) {
        int few = Math.min(FIRST_VISITORS, connections);
        try (Crowd crowd =
                new Crowd(few, AT_ONCE, server.address(), server::request, (connection, bytes, from, to, now) -> {})) {
            crowd.awaitAll(PATIENCE);
        }
    }

    private Step step(Publishing publishing, Crowd crowd, double rate) {
        crowd.awaitAll(PATIENCE); // whoever was cut off before is back
        Step step = publishing.at(rate, plan.stepSeconds());
        say("  %,.0f/s: %s%s", rate, Report.inShort(step), step.isSustained() ? "" : " (too much)");
        return step;
    }

    /** In KiB, once what was busy has come to rest. */
    private static long memoryAtRest(StreamServer server) {
        rest();
        server.tidyUp();
        rest();
        return server.memoryKiB();
    }

    private static void rest() {
        long begin = System.nanoTime();
        await().pollInterval(Duration.ofMillis(100)).until(() -> System.nanoTime() - begin > REST);
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
