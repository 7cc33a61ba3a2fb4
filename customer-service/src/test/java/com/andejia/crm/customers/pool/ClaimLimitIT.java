package com.andejia.crm.customers.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.andejia.crm.customers.Desk;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.customer.BatchOutcome;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerPool;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.localstack.TestStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Nobody claims more than they may hold: not from many screens, through many replicas, nor over the body of a dead process. */
class ClaimLimitIT {
    private static final int MOST = 10;
    private static final String LIMIT = "每人最多持有 10 位客户，您已达到上限";

    private static ServiceUnderTest one;
    private static ServiceUnderTest other;

    private final Actor claimer = Claimers.newcomer(one);
    private final Desk alice = new Desk(one, "alice");
    private final CustomerPool pool = one.bean(CustomerPool.class);

    @BeforeAll
    static void twoReplicas() {
        Map<String, ?> settings = Map.of(
                "spring.mongodb.uri",
                TestStack.shared().mongoUri("claims-" + UUID.randomUUID()),
                "crm.pool.most-held",
                MOST);
        one = ServiceUnderTest.start(settings);
        other = ServiceUnderTest.start(settings);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @Test
    void onePersonClaimingInParallelOnTwoReplicasGetsExactlyAsManyAsTheyMayHold() {
        List<String> ids = pooled(40);

        List<String> answers = Flux.fromIterable(ids)
                .index()
                .flatMap(row -> answer(row.getT1() % 2 == 0 ? one : other, row.getT2()), 40)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(answers).filteredOn(answer -> answer.equals("claimed")).hasSize(MOST);
        assertThat(answers).filteredOn(answer -> !answer.equals("claimed")).containsOnly(LIMIT);
        assertThat(pool.heldBy(claimer.id()).block()).isEqualTo(MOST);
    }

    @Test
    void whoeverAsksForManyGetsTheFirstForWhichThereIsRoom() {
        List<String> ids = pooled(MOST + 2);

        BatchOutcome outcome = claims(one).claimAll(claimer, ids).block();

        assertThat(outcome.success()).isEqualTo(MOST);
        assertThat(outcome.errors())
                .containsExactly(
                        new BatchOutcome.RowError(ids.get(MOST), LIMIT),
                        new BatchOutcome.RowError(ids.get(MOST + 1), LIMIT));
    }

    @Test
    void manyRequestsForTheSameManyDoNotAddUp() {
        List<String> ids = pooled(MOST + 5);

        List<BatchOutcome> outcomes = Flux.just(one, other, one, other)
                .flatMap(replica -> claims(replica).claimAll(claimer, ids).subscribeOn(Schedulers.parallel()))
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(pool.heldBy(claimer.id()).block()).isEqualTo(MOST);
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.success()).isEqualTo(MOST));
    }

    @Test
    void whatOneHasFromElsewhereCountsAndWhatOneLetsGoOfDoesNot() {
        List<String> given =
                Stream.generate(() -> assigned(claimer)).limit(MOST).toList();
        String id = alice.enterIntoPool();

        assertThat(answer(one, id).block()).isEqualTo(LIMIT);
        new Desk(one, "manager").release(given.get(0)).expectStatus().isOk();
        assertThat(answer(one, id).block()).isEqualTo("claimed");
        assertThat(answer(one, given.get(0)).block()).isEqualTo(LIMIT);
    }

    @Test
    void aClaimCutOffByACrashIsFinishedByTheNextOneAndCounted() {
        pooled(MOST - 1).forEach(id -> assertThat(answer(one, id).block()).isEqualTo("claimed"));
        String cutOff = alice.enterIntoPool();
        String another = alice.enterIntoPool();
        admit(cutOff, Instant.now());

        assertThat(answer(other, another).block()).isEqualTo(LIMIT);
        assertThat(isOwned(cutOff)).isTrue();
        assertThat(answer(other, cutOff).block()).as("asked for again").isEqualTo("claimed");
    }

    @Test
    void aClaimCutOffByACrashIsFinishedInABackgroundOfItsOwn() {
        String young = alice.enterIntoPool();
        admit(young, Instant.now());
        one.bean(UnfinishedClaims.class).round().block();
        assertThat(isOwned(young)).as("its process may still be at it").isFalse();

        Actor another = Claimers.newcomer(one);
        String old = alice.enterIntoPool();
        admit(another, old, Instant.now().minusSeconds(60));
        one.bean(UnfinishedClaims.class).round().block();

        assertThat(pool.find(old, another.id()).block().isOwnedBy(another.id())).isTrue();
        assertThat(one.bean(ClaimGuards.class)
                        .unsettled(Instant.now().minusSeconds(30))
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void whoWakesUpAfterTheirClaimWasFinishedByAnotherClaimsNothingMore() {
        String id = alice.enterIntoPool();
        Admission slept = admit(id, Instant.now());
        assertThat(answer(other, id).block()).isEqualTo("claimed");
        new Desk(one, "manager").release(id).expectStatus().isOk();

        Boolean isClaimed = one.bean(Admissions.class).settle(slept).block();

        assertThat(isClaimed).as("it was, once").isTrue();
        assertThat(isOwned(id)).isFalse();
    }

    @Test
    void whatAColleagueWasFasterWithIsNotClaimed() {
        String id = alice.enterIntoPool();
        Admission slow = admit(id, Instant.now());
        Actor colleague = Claimers.newcomer(one);
        claims(one).claimAll(colleague, List.of(id)).block();

        assertThat(one.bean(Admissions.class).settle(slow).block()).isFalse();
        assertThat(pool.find(id, colleague.id()).block().isOwnedBy(colleague.id()))
                .isTrue();
    }

    @Test
    void whoHasLeftClaimsNothing() {
        Actor stranger = new Actor("left-" + UUID.randomUUID(), "已离职", claimer.roles());
        Mono<BatchOutcome> claim = claims(one).claimAll(stranger, pooled(1));

        assertThatThrownBy(claim::block).isInstanceOf(Refusal.class);
    }

    private List<String> pooled(int count) {
        return Stream.generate(alice::enterIntoPool).limit(count).toList();
    }

    private String assigned(Actor owner) {
        String id = alice.enter();
        new Desk(one, "manager")
                .patch("/api/customers/" + id + "/assign", Map.of("assignedTo", owner.id()))
                .expectStatus()
                .isOk();
        return id;
    }

    private Mono<String> answer(ServiceUnderTest replica, String id) {
        return claims(replica)
                .claimAll(claimer, List.of(id))
                .map(outcome -> "claimed")
                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.text()))
                .subscribeOn(Schedulers.parallel());
    }

    private Admission admit(String id, Instant since) {
        return admit(claimer, id, since);
    }

    /** As far as a process comes that ends right then. */
    private Admission admit(Actor who, String id, Instant since) {
        ClaimGuards guards = one.bean(ClaimGuards.class);
        long last =
                guards.last(who.id()).map(Admission::number).defaultIfEmpty(0L).block();
        Customer customer = pool.find(id, who.id()).block();
        var admission = new Admission(who.asPerson(), last + 1, customer.id(), customer.version(), since, false);
        assertThat(guards.admit(admission).block()).isTrue();
        return admission;
    }

    private boolean isOwned(String id) {
        return pool.find(id, claimer.id()).block().isOwnedBy(claimer.id());
    }

    private static PoolClaims claims(ServiceUnderTest replica) {
        return replica.bean(PoolClaims.class);
    }
}
