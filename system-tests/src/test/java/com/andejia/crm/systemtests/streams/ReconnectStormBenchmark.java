package com.andejia.crm.systemtests.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.GeneratedBlock;
import com.andejia.crm.localstack.Machine;
import com.andejia.crm.systemtests.crowd.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The service is killed, everybody comes back at the same moment, and has missed something: until when has everybody everything,
 * once and in order? One more is announced while they come, and reaches some from the store and some live.
 */
@Tag("bench")
class ReconnectStormBenchmark {
    private static final int CONNECTIONS = Integer.getInteger("storm.connections", 10_000);
    private static final int MISSED = Integer.getInteger("storm.missed", 5);
    private static final int BEFORE = 2;
    private static final int TOTAL = BEFORE + MISSED + 1;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int AT_ONCE = 200;
    private static final String STORED = "crm_notifications_total{outcome=\"STORED\",type=\"SYSTEM_ANNOUNCEMENT\"";

    private final int connections = Math.min(CONNECTIONS, Crowd.mostConnections());
    private final Tally tally = new Tally(connections, Announced::in);
    private int announced;

    @Test
    void everybodyWhoComesBackAtOnceHasEverythingSoon() throws IOException {
        Machine machine = Machine.now();
        var people = new People(connections);
        tally.expect(0, TOTAL);
        try (ServiceUnderLoad service = ServiceUnderLoad.amongOthers(people);
                Crowd crowd = new Crowd(connections, AT_ONCE, service.address(), service::request, tally)) {
            crowd.awaitAll(PATIENCE);
            for (int i = 1; i <= BEFORE; i++) {
                announce(service);
                awaitDeliveries(i);
            }

            crowd.stayAway();
            service.kill();
            service.startAgain();
            for (int i = 1; i <= MISSED; i++) {
                long stored = (long) i * people.count();
                announce(service);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> service.metric(STORED) >= stored);
            }

            crowd.comeBackAtOnce();
            long begin = System.nanoTime();
            announce(service);
            crowd.awaitAll(PATIENCE);
            double open = seconds(begin, System.nanoTime());
            awaitDeliveries(TOTAL);
            Received received = tally.received();
            double caughtUp = seconds(begin, received.lastNanos());
            String text = text(machine, people, open, caughtUp, received);
            System.out.println(text);
            Files.writeString(Path.of("target/reconnect-storm.md"), text);
            assertThat(received.isExact())
                    .as("nothing missing, doubled or misordered")
                    .isTrue();
            assertThat(caughtUp).as("seconds").isLessThan((double) LONGEST.toSeconds());
            if (Boolean.getBoolean("bench.write")) {
                new GeneratedBlock(Path.of("../docs/benchmarks.md"), "reconnect storm").write(text);
            }
        }
    }

    /** The next one only when this one is there: nothing else says in which order they are told. */
    private void announce(ServiceUnderLoad service) {
        Events.send(service.producer(), Events.announcement(Announced.text(announced)));
        announced++;
    }

    private void awaitDeliveries(int each) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> tally.distinct() >= (long) each * connections);
    }

    private static double seconds(long from, long to) {
        return (to - from) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private String text(Machine machine, People people, double open, double caughtUp, Received received) {
        return Report.format(
                """
                %,d clients of %,d people came back at once to a service that had been killed and started again; each had missed %d \
                notifications, and one more was announced meanwhile. All had a stream after %.1f s and everything after **%.1f s**: %,d deliveries, \
                %,d missing, %,d doubled, %,d misordered. The service had a heap of 512 MiB, and shared the cores with its broker, its database and all clients. \
                Measured on %s.
                """,
                connections,
                people.count(),
                MISSED,
                open,
                caughtUp,
                received.distinct(),
                received.lost(),
                received.doubled(),
                received.misordered(),
                machine);
    }
}
