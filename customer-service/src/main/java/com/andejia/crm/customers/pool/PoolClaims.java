package com.andejia.crm.customers.pool;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.customer.Assignees;
import com.andejia.crm.customers.customer.Batch;
import com.andejia.crm.customers.customer.BatchOutcome;
import com.andejia.crm.customers.customer.Customer;
import com.andejia.crm.customers.customer.CustomerPool;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.events.Person;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * An employee takes customers out of the pool, until they own as many as one may. The customer and the number are different
 * documents, so a claim is admitted first and carried out then, one at a time for each person: before anybody is admitted again,
 * the last admission is settled, by whoever comes, and only then those they own are counted. See ADR 6.
 */
@Service
public class PoolClaims {
    /** Each is lost to another claim of the same person, and of those at most as many succeed as one may hold. */
    private static final int ATTEMPTS = 200;

    private final CustomerPool pool;
    private final ClaimGuards guards;
    private final Admissions admissions;
    private final Assignees assignees;
    private final Clock clock;
    private final int mostHeld;

    PoolClaims(
            CustomerPool pool,
            ClaimGuards guards,
            Admissions admissions,
            Assignees assignees,
            Clock clock,
            @Value("${crm.pool.most-held}") int mostHeld) {
        this.pool = pool;
        this.guards = guards;
        this.admissions = admissions;
        this.assignees = assignees;
        this.clock = clock;
        this.mostHeld = mostHeld;
    }

    /** In the order asked for, as far as there is room; a single one that cannot be had is a refusal. */
    public Mono<BatchOutcome> claimAll(Actor actor, List<String> idsOrNumbers) {
        return assignees
                .assignee(actor.id())
                .flatMap(claimer -> idsOrNumbers.size() == 1
                        ? claim(claimer, idsOrNumbers.get(0)).thenReturn(new BatchOutcome(null, 1, 0, List.of()))
                        : Batch.inOrder(idsOrNumbers, (id, operation) -> claim(claimer, id))
                                .map(BatchOutcome::withoutOperation));
    }

    /** One's own is claimed already, so that it can be asked for again after a lost answer. */
    private Mono<Void> claim(Person claimer, String idOrNumber) {
        return Mono.defer(() -> attempt(claimer, idOrNumber))
                .repeatWhenEmpty(ATTEMPTS, again -> again)
                .onErrorMap(IllegalStateException.class, e -> Refusal.of(Kind.CONFLICT, "您的其他领取请求正在处理，请重试"))
                .flatMap(isClaimed -> isClaimed ? Mono.empty() : Mono.error(PoolRules.notInPool()));
    }

    /** Whether the customer is theirs now; empty if another claim of theirs was admitted meanwhile. */
    private Mono<Boolean> attempt(Person claimer, String idOrNumber) {
        return guards.last(claimer.id())
                .flatMap(last -> settle(last).thenReturn(last.number()))
                .defaultIfEmpty(0L)
                .flatMap(last -> pool.find(idOrNumber, claimer.id())
                        .switchIfEmpty(Mono.error(PoolRules::notInPool))
                        .flatMap(customer -> customer.isOwnedBy(claimer.id())
                                ? Mono.just(true)
                                : PoolRules.takeable(customer).flatMap(pooled -> claim(claimer, pooled, last + 1))));
    }

    private Mono<Boolean> settle(Admission last) {
        return last.settled() ? Mono.just(true) : admissions.settle(last);
    }

    private Mono<Boolean> claim(Person claimer, Customer customer, long number) {
        var admission = new Admission(claimer, number, customer.id(), customer.version(), clock.instant(), false);
        return pool.heldBy(claimer.id())
                .flatMap(held -> held < mostHeld
                        ? guards.admit(admission)
                                .filter(isAdmitted -> isAdmitted)
                                .flatMap(isAdmitted -> admissions.settle(admission))
                        : atTheLimit(claimer, number - 1));
    }

    /** Empty if another claim was admitted meanwhile: it may have been for this very customer, who is theirs then. */
    private Mono<Boolean> atTheLimit(Person claimer, long lastAdmission) {
        return guards.last(claimer.id())
                .map(Admission::number)
                .defaultIfEmpty(0L)
                .filter(number -> number == lastAdmission)
                .flatMap(same ->
                        Mono.error(() -> Refusal.of(Kind.AGAINST_THE_RULES, "每人最多持有 " + mostHeld + " 位客户，您已达到上限")));
    }
}
