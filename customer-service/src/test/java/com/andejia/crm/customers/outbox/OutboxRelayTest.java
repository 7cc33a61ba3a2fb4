package com.andejia.crm.customers.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class OutboxRelayTest {
    private static final List<Aggregate> CUSTOMERS = IntStream.range(0, 20)
            .mapToObj(i -> new Aggregate("customers", "customer-" + i))
            .toList();

    private final ManualClock clock = new ManualClock();
    private final InMemoryOutboxStore store = new InMemoryOutboxStore(clock);
    private final OutboxWorld world =
            new OutboxWorld(1, CUSTOMERS, clock, store::asSeenBy, store::append, store::spill);

    @Test
    void publishesInOrderAndOneAtATime() {
        Aggregate customer = CUSTOMERS.get(0);
        IntStream.range(0, 200).forEach(i -> world.write(customer));
        world.relay(customer);

        while (!world.inFlight.isEmpty()) {
            assertThat(world.inFlight).hasSize(1);
            world.inFlight.remove(0).acknowledge();
        }

        assertThat(world.log.get(customer))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        world.check("all");
    }

    @Test
    void aFailureStopsThatCustomerOnlyAndLosesNothing() {
        List<Aggregate> three = CUSTOMERS.subList(0, 3);
        three.forEach(customer -> IntStream.range(0, 3).forEach(i -> world.write(customer)));
        three.forEach(world::relay);
        world.inFlight.remove(0).fail();
        while (!world.inFlight.isEmpty()) {
            world.inFlight.remove(0).acknowledge();
        }

        assertThat(world.log.get(CUSTOMERS.get(0))).isNull();
        assertThat(world.log.get(CUSTOMERS.get(1))).containsExactly(1L, 2L, 3L);
        world.settle();
        assertThat(world.log.get(CUSTOMERS.get(0))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aBrokerThatFailsAgainAndAgainIsAwayUntilItTakesOne() {
        var metrics = new OutboxMetrics(new SimpleMeterRegistry(), clock);
        var answers = List.of(new IllegalStateException("away"), new RejectedExecutionException("full"));
        boolean[] back = {false};
        var relay = new OutboxRelay(
                store,
                (aggregate, event) -> back[0] ? Mono.empty() : Mono.error(answers.get((int) event.seq() % 2)),
                metrics);
        CUSTOMERS.forEach(store::append);

        List<Boolean> relayed = CUSTOMERS.stream()
                .limit(10)
                .map(customer -> relay.relay(customer).block())
                .toList();
        assertThat(relayed).containsOnly(false);
        assertThat(relay.isBrokerAway()).isTrue();

        Outstanding leased = store.claim(CUSTOMERS.get(15)).block();
        assertThat(relay.relay(leased).block()).as("not even tried").isFalse();
        back[0] = true;
        clock.advance(Duration.ofMillis(1));
        assertThat(relay.relay(CUSTOMERS.get(15)).block()).as("nor held").isTrue();
        assertThat(relay.isBrokerAway()).isFalse();
    }
}
