package com.andejia.crm.systemtests.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.GeneratedBlock;
import com.andejia.crm.localstack.Machine;
import com.andejia.crm.systemtests.crowd.Crowd;
import com.andejia.crm.systemtests.measuring.Core;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As many streams as a service of half a gigabyte is to hold, all at once, and something for each of them. */
@Tag("bench")
class OpenStreamsBenchmark {
    private static final int STREAMS = Integer.getInteger("open.streams", 20_000);
    private static final int AT_ONCE = 200;
    private static final int MESSAGES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double KIB_PER_MIB = 1_024;

    private final int alone = Math.min(STREAMS, Crowd.mostConnections());
    private final Tally tally = new Tally(STREAMS, Message::in);

    @Test
    void allOfThemAreOpenAndEachIsTold() throws IOException {
        assumeThat(Core.canPin())
                .as("two cores that processes can be pinned to, on Linux with taskset and setpriv")
                .isTrue();
        Machine machine = Machine.now();
        var people = new People(STREAMS);
        tally.expect(0, MESSAGES);
        try (Core.Stay here = Core.OF_ALL_ELSE.stay();
                ServiceUnderLoad service = ServiceUnderLoad.onItsOwnCore(people, ServiceUnderLoad.HEAP);
                Crowd crowd = new Crowd(alone, AT_ONCE, service.address(), service::request, tally)) {
            crowd.awaitAll(PATIENCE);
            try (var others = new Multiplexed(service.stream(), service::token, alone, STREAMS - alone, tally)) {
                double open = service.metric("crm_streams_open");
                var topic = new LiveTopic(service.bootstrapServers(), service.producer(), people);
                long begin = System.nanoTime();
                for (int i = 0; i < MESSAGES; i++) {
                    topic.publish(new Message(i, System.nanoTime()));
                }
                await().atMost(PATIENCE).until(() -> tally.distinct() >= (long) MESSAGES * STREAMS);
                Received received = tally.received();
                double told = (received.lastNanos() - begin) / 1e9;
                service.collectGarbage();
                String text = Report.format(
                        """
                        %,.0f streams were open at once, %,d of them with a connection of their own and %,d over HTTP/2, for %,d people; %d \
                        notifications for each reached all within %.1f s: %,d missing, %,d doubled, %,d misordered. Then, after a collection, %.0f MiB \
                        of the heap of 512 MiB were in use, and the process had %.0f MiB resident. Measured on %s.
                        """,
                        open,
                        alone,
                        STREAMS - alone,
                        people.count(),
                        MESSAGES,
                        told,
                        received.lost(),
                        received.doubled(),
                        received.misordered(),
                        service.usedHeapKiB() / KIB_PER_MIB,
                        service.usage().residentKiB() / KIB_PER_MIB,
                        machine);
                System.out.println(text);
                Files.writeString(Path.of("target/open-streams.md"), text);
                assertThat(open).isEqualTo(STREAMS);
                assertThat(received.isExact()).isTrue();
                if (Boolean.getBoolean("bench.write")) {
                    new GeneratedBlock(Path.of("../docs/benchmarks.md"), "open streams").write(text);
                }
            }
        }
    }
}
