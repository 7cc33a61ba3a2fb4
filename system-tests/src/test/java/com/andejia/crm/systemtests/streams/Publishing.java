package com.andejia.crm.systemtests.streams;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.systemtests.measuring.Core;
import com.andejia.crm.systemtests.measuring.FixedRate;
import com.andejia.crm.systemtests.measuring.Usage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Tells everybody something again and again, at a fixed rate, whatever becomes of it: whoever falls behind makes those behind wait,
 * and their wait counts from when they were due.
 */
final class Publishing {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final int FEWEST = 3;

    private final StreamServer server;
    private final Tally tally;
    private final int connections;
    private int next;

    Publishing(StreamServer server, Tally tally, int connections) {
        this.server = server;
        this.tally = tally;
        this.connections = connections;
    }

    /** So many deliveries a second, which are a multiple of messages. */
    Step at(double deliveriesPerSecond, double seconds) {
        double perSecond = deliveriesPerSecond / connections;
        int count = (int) Math.max(FEWEST, Math.round(perSecond * seconds));
        double planned = count / perSecond;
        tally.expect(next, count);
        Usage before = server.usage();
        CoreLoad serverBefore = CoreLoad.of(Core.OF_THE_SERVER);
        CoreLoad othersBefore = CoreLoad.of(Core.OF_ALL_ELSE);
        FixedRate rate = FixedRate.soon(perSecond);
        for (int i = 0; i < count; i++) {
            server.publish(new Message(next, rate.await(i)));
            next++;
        }
        rate.await(count);
        awaitDeliveries((long) count * connections);
        Received received = tally.received();
        return new Step(
                planned,
                Math.max(planned, (received.lastNanos() - rate.startNanos()) / NANOS),
                received,
                server.usage().cpuSeconds() - before.cpuSeconds(),
                CoreLoad.of(Core.OF_THE_SERVER).since(serverBefore),
                CoreLoad.of(Core.OF_ALL_ELSE).since(othersBefore));
    }

    /** All of them; or until no more have come for a while. */
    private void awaitDeliveries(long expected) {
        long soFar = -1;
        while (tally.distinct() > soFar && tally.distinct() < expected) {
            soFar = tally.distinct();
            try {
                long known = soFar;
                await().pollInterval(LOOK)
                        .atMost(QUIET)
                        .until(() -> tally.distinct() >= expected || tally.distinct() > known + expected / 10);
            } catch (ConditionTimeoutException e) {
                // Looked at above: something may have come, only little.
            }
        }
    }
}
