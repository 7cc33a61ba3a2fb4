package com.andejia.crm.customers.pool;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.customers.Desk;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.HistoryEntry;
import com.andejia.crm.customers.customer.HistoryEntry.Action;
import com.andejia.crm.customers.staff.Actor;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Everybody wants the same one. */
class ClaimRaceIT {
    private static final ServiceUnderTest SERVICE = ServiceUnderTest.shared();
    private static final int CLAIMERS = 200;
    private static List<Actor> claimers;

    private final PoolClaims claims = SERVICE.bean(PoolClaims.class);

    @BeforeAll
    static void takeThemOn() {
        claimers = Claimers.newcomers(SERVICE, CLAIMERS);
    }

    @RepeatedTest(50)
    void ofTwoHundredWhoClaimTheSameCustomerAtOnceExactlyOneWins() {
        String id = new Desk(SERVICE, "alice").enterIntoPool();

        List<Result> results = Flux.fromIterable(claimers)
                .flatMap(actor -> claim(actor, id), CLAIMERS)
                .collectList()
                .block(Duration.ofSeconds(60));

        List<Result> winners = results.stream().filter(Result::won).toList();
        assertThat(winners).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !result.won())
                .extracting(Result::answer)
                .containsOnly("客户不在公海中，可能已被他人领取");
        Document stored = stored(id);
        assertThat(stored.get("assignedTo", Document.class).getString("id"))
                .isEqualTo(winners.get(0).actor().id());
        assertThat(stored.get("outbox", Document.class).getLong("seq"))
                .as("events: created, assigned, reclaimed, claimed")
                .isEqualTo(4);
        assertThat(SERVICE.bean(Customers.class)
                        .history(id, 1, 100)
                        .map(HistoryEntry::action)
                        .collectList()
                        .block())
                .containsExactly(Action.CLAIMED, Action.RELEASED, Action.CREATED);
    }

    private Mono<Result> claim(Actor actor, String id) {
        return claims.claimAll(actor, List.of(id))
                .map(outcome -> new Result(actor, outcome.success() == 1, ""))
                .onErrorResume(Refusal.class, refusal -> Mono.just(new Result(actor, false, refusal.text())))
                .subscribeOn(Schedulers.parallel());
    }

    private static Document stored(String id) {
        return SERVICE.bean(ReactiveMongoTemplate.class)
                .execute("customers", customers -> customers.find(eq("_id", id)))
                .blockFirst();
    }

    private record Result(Actor actor, boolean won, String answer) {}
}
