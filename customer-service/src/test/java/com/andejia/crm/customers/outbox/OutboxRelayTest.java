package com.andejia.crm.customers.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class OutboxRelayTest {
    private static final int SCHEDULES = 5_000;
    private static final List<Aggregate> CUSTOMERS = IntStream.range(0, 3)
            .mapToObj(i -> new Aggregate("customers", "customer-" + i))
            .toList();

    @Test
    void publishesInOrderAndOneAtATime() {
        World world = new World(1);
        Aggregate customer = CUSTOMERS.get(0);
        IntStream.range(0, 200).forEach(i -> world.store.append(customer));
        world.start(0, customer);

        while (!world.inFlight.isEmpty()) {
            assertThat(world.inFlight).hasSize(1);
            world.inFlight.removeFirst().acknowledge();
        }

        assertThat(world.log.get(customer))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(world.store.isDrained()).isTrue();
    }

    @Test
    void aFailureStopsThatCustomerOnlyAndLosesNothing() {
        World world = new World(1);
        CUSTOMERS.forEach(customer -> IntStream.range(0, 3).forEach(i -> world.store.append(customer)));
        CUSTOMERS.forEach(customer -> world.start(0, customer));
        world.inFlight.removeFirst().fail();
        while (!world.inFlight.isEmpty()) {
            world.inFlight.removeFirst().acknowledge();
        }

        assertThat(world.log.get(CUSTOMERS.get(0))).isNull();
        assertThat(world.log.get(CUSTOMERS.get(1))).containsExactly(1L, 2L, 3L);
        world.settle();
        assertThat(world.log.get(CUSTOMERS.get(0))).containsExactly(1L, 2L, 3L);
    }

    /** Crashes, lost acknowledgements, stalls beyond the lease and spills, by chance but repeatable. */
    @Test
    void whateverHappensTheLogIsContiguousAndComplete() {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            World world = new World(seed);
            IntStream.range(0, 60).forEach(step -> world.somethingHappens());
            world.settle();
            world.check(seed);
        }
    }

    /** Three relays, one store, one log; and every send is in flight until the test decides. */
    private static final class World {
        private final ManualClock clock = new ManualClock();
        private final InMemoryOutboxStore store = new InMemoryOutboxStore(clock);
        private final Map<Aggregate, List<Long>> log = new HashMap<>();
        private final Map<Aggregate, Integer> written = new HashMap<>();
        private final Deque<Send> inFlight = new ArrayDeque<>();
        private final List<OutboxRelay> relays;
        private final Random random;

        World(int seed) {
            random = new Random(seed);
            relays = IntStream.range(0, 3)
                    .mapToObj(i -> new OutboxRelay(
                            store.asSeenBy("relay-" + i),
                            this::send,
                            new OutboxMetrics(new SimpleMeterRegistry(), clock)))
                    .toList();
        }

        private Mono<Void> send(Aggregate aggregate, OutboxEvent event) {
            return Mono.defer(() -> {
                Send send = new Send(aggregate, event.seq(), Sinks.empty());
                inFlight.add(send);
                return send.answer().asMono();
            });
        }

        void start(int relay, Aggregate aggregate) {
            relays.get(relay).relay(aggregate).subscribe();
        }

        void somethingHappens() {
            Aggregate customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    store.append(customer);
                    written.merge(customer, 1, Integer::sum);
                }
                case 2 -> start(random.nextInt(relays.size()), customer);
                case 3 -> clock.advance(Duration.ofSeconds(random.nextInt(40)));
                case 4 -> {
                    if (written.containsKey(customer)) {
                        store.spill(customer);
                    }
                }
                default -> answerOne();
            }
        }

        /** Any of those in flight, so that one may stall while others overtake it. */
        private void answerOne() {
            if (inFlight.isEmpty()) {
                return;
            }
            List<Send> sends = new ArrayList<>(inFlight);
            Send send = sends.get(random.nextInt(sends.size()));
            inFlight.remove(send);
            switch (random.nextInt(5)) {
                case 0 -> send.fail();
                case 1 -> send.reachTheLogUnanswered();
                case 2 -> send.reachTheLogButFail();
                default -> send.acknowledge();
            }
        }

        void settle() {
            for (int round = 0; round < 50 && !(store.isDrained() && inFlight.isEmpty()); round++) {
                clock.advance(Duration.ofSeconds(31));
                store.due(100).toIterable().forEach(customer -> start(0, customer));
                while (!inFlight.isEmpty()) {
                    inFlight.removeFirst().acknowledge();
                }
            }
        }

        void check(int seed) {
            assertThat(store.isDrained()).as("drained, seed " + seed).isTrue();
            written.forEach((customer, count) -> {
                List<Long> seen = log.get(customer);
                long last = 0;
                for (long seq : seen) {
                    assertThat(seq).as("no gap, seed " + seed).isLessThanOrEqualTo(last + 1);
                    last = Math.max(last, seq);
                }
                assertThat(last).as("complete, seed " + seed).isEqualTo(count.longValue());
            });
        }

        private final class Send {
            private final Aggregate aggregate;
            private final long seq;
            private final Sinks.Empty<Void> answer;

            Send(Aggregate aggregate, long seq, Sinks.Empty<Void> answer) {
                this.aggregate = aggregate;
                this.seq = seq;
                this.answer = answer;
            }

            Sinks.Empty<Void> answer() {
                return answer;
            }

            void acknowledge() {
                reachTheLogUnanswered();
                answer.tryEmitEmpty();
            }

            void fail() {
                answer.tryEmitError(new IllegalStateException("the broker is away"));
            }

            /** As after a crash of the relay. */
            void reachTheLogUnanswered() {
                log.computeIfAbsent(aggregate, absent -> new ArrayList<>()).add(seq);
            }

            void reachTheLogButFail() {
                reachTheLogUnanswered();
                fail();
            }
        }
    }
}
