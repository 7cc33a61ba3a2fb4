package com.andejia.crm.customers.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every {@link OutboxStore} promises. */
abstract class OutboxStoreContract {
    final ManualClock clock = new ManualClock();
    final Aggregate customer = new Aggregate("customers", "customer-" + UUID.randomUUID());

    abstract OutboxStore store(String relay, Clock clock);

    private OutboxStore store(String relay) {
        return store(relay, clock);
    }

    private List<Aggregate> due(String relay) {
        return store(relay).due(1000).collectList().block();
    }

    /** How many of them are affordable. */
    abstract int schedules();

    abstract void append(Aggregate aggregate);

    abstract void spill(Aggregate aggregate);

    @Test
    void whoClaimsSeesWhatWaits() {
        append(customer);
        append(customer);

        Outstanding claimed = store("one").claim(customer).block();

        assertThat(claimed.seq()).isEqualTo(2);
        assertThat(claimed.pub()).isZero();
        assertThat(claimed.waiting()).extracting(OutboxEvent::seq).containsExactly(1L, 2L);
    }

    @Test
    void onlyOneHoldsTheLeaseUntilItEnds() {
        append(customer);

        assertThat(store("one").claim(customer).block()).isNotNull();
        assertThat(store("two").claim(customer).block()).isNull();
        clock.advance(Duration.ofSeconds(31));
        assertThat(store("two").claim(customer).block()).isNotNull();
    }

    @Test
    void nothingCanBeClaimedWhereNothingWaits() {
        append(customer);
        OutboxStore store = store("one");
        store.claim(customer).block();

        assertThat(store.mark(customer, 1).block()).isNull();
        assertThat(store.claim(customer).block()).isNull();
    }

    @Test
    void whatWasWrittenMeanwhileIsLeftAfterMarking() {
        append(customer);
        OutboxStore store = store("one");
        store.claim(customer).block();
        append(customer);

        Outstanding left = store.mark(customer, 1).block();

        assertThat(left.pub()).isEqualTo(1);
        assertThat(left.waiting()).extracting(OutboxEvent::seq).containsExactly(2L);
        assertThat(store("two").claim(customer).block()).isNull();
    }

    @Test
    void aLateMarkTakesNothingBack() {
        append(customer);
        append(customer);
        append(customer);
        store("one").claim(customer).block();
        store("two").mark(customer, 2).block();

        Outstanding left = store("one").mark(customer, 1).block();

        assertThat(left.pub()).isEqualTo(2);
        assertThat(left.waiting()).extracting(OutboxEvent::seq).containsExactly(3L);
    }

    @Test
    void whatFailedIsLeftAloneForAWhileAndIsThenDueForAll() {
        append(customer);
        store("one").claim(customer).block();
        store("one").backOff(customer, Duration.ofSeconds(5)).block();

        clock.advance(Duration.ofSeconds(4));
        assertThat(due("one")).doesNotContain(customer);
        assertThat(due("two")).doesNotContain(customer);
        clock.advance(Duration.ofSeconds(2));
        assertThat(due("one")).contains(customer);
        assertThat(due("two")).contains(customer);
    }

    @Test
    void whoHasMoreToPublishNeedNotWaitUntilAFailureIsForgotten() {
        append(customer);
        store("one").claim(customer).block();
        store("one").backOff(customer, Duration.ofSeconds(5)).block();
        append(customer);

        assertThat(store("two").claim(customer).block()).isNotNull();
        assertThat(store("three").claim(customer).block()).isNull();
    }

    @Test
    void whoLeavesTakesNoLeaseAlong() {
        Aggregate other = new Aggregate("staff", "staff-" + UUID.randomUUID());
        append(customer);
        append(other);
        store("one").claim(customer).block();
        store("two").claim(other).block();

        store("one").release().block();

        clock.advance(Duration.ofMillis(1));
        assertThat(due("three")).contains(customer).doesNotContain(other);
        assertThat(store("three").claim(customer).block()).isNotNull();
        assertThat(store("three").claim(other).block()).isNull();
    }

    @Test
    void itIsDueWhenWhoeverShouldHaveTakenItHasNot() {
        append(customer);

        assertThat(due("one")).doesNotContain(customer);
        clock.advance(Duration.ofSeconds(31));
        assertThat(due("one")).contains(customer);
        store("two").claim(customer).block();
        assertThat(due("one")).doesNotContain(customer);
        store("two").mark(customer, 1).block();
        clock.advance(Duration.ofSeconds(31));
        assertThat(due("one")).doesNotContain(customer);
    }

    @Test
    void aLateMarkOfWhatIsAlreadyPublishedMakesNothingDue() {
        append(customer);
        append(customer);
        store("one").claim(customer).block();
        store("two").mark(customer, 2).block();

        assertThat(store("one").mark(customer, 1).block()).isNull();
        clock.advance(Duration.ofSeconds(31));
        assertThat(due("one")).doesNotContain(customer);
    }

    @Test
    void aQuestionIsAsOfTheTimeItIsAskedNotBuilt() {
        append(customer);
        Mono<List<Aggregate>> due = store("one").due(1000).collectList();
        Mono<Outstanding> claim = store("two").claim(customer);
        store("one").claim(customer).block();

        clock.advance(Duration.ofSeconds(31));

        assertThat(due.block()).contains(customer);
        assertThat(claim.block()).isNotNull();
    }

    @Test
    void spilledEventsAreFoundUntilTheyAreMarked() {
        append(customer);
        append(customer);
        spill(customer);
        append(customer);
        OutboxStore store = store("one");

        Outstanding claimed = store.claim(customer).block();

        assertThat(claimed.seq()).isEqualTo(3);
        assertThat(claimed.event(1)).isEmpty();
        assertThat(store.spilled(customer, 1).block().seq()).isEqualTo(1);
        store.mark(customer, 1).block();
        assertThat(store.spilled(customer, 1).block()).isNull();
        assertThat(store.spilled(customer, 2).block().seq()).isEqualTo(2);
    }

    /** Crashes, stops, lost answers, stalls beyond the lease, spills, skewed clocks and a database that fails. */
    @Test
    void whateverHappensTheLogIsContiguousAndComplete() {
        for (int seed = 0; seed < schedules(); seed++) {
            String name = "schedule-" + seed;
            List<Aggregate> customers = IntStream.range(0, 3)
                    .mapToObj(i -> new Aggregate("customers", name + "-" + i))
                    .toList();
            var world = new OutboxWorld(seed, customers, clock, this::store, this::append, this::spill);
            IntStream.range(0, 80).forEach(step -> world.somethingHappens());
            world.settle();
            world.check(name);
        }
    }

    @Test
    void theBacklogCountsWhatWaits() {
        append(customer);
        clock.advance(Duration.ofSeconds(7));

        OutboxStore.Backlog backlog = store("one").backlog().block();

        assertThat(backlog.pending()).isPositive();
        assertThat(backlog.oldest()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
    }
}
