package com.andejia.crm.customers.upkeep;

import static com.andejia.crm.customers.CustomerCalls.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.andejia.crm.customers.CustomerCalls;
import com.andejia.crm.customers.Records;
import com.andejia.crm.customers.ServiceUnderTest;
import com.andejia.crm.customers.customer.CustomerChanges;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.customer.SilentCustomers;
import com.andejia.crm.events.Topics;
import com.andejia.crm.localstack.TestStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** What happens to customers after days of silence; the days are those of a clock that is set, and none is waited for. */
class UpkeepIT {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private static ServiceUnderTest service;
    private static CustomerCalls customers;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** A service of its own, since a round goes through all customers; it does no round by itself. */
    @BeforeAll
    static void start() {
        service = ServiceUnderTest.start(Map.of("crm.upkeep.interval", "1d"));
        customers = new CustomerCalls(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theOwnerIsRemindedOncePerSilence() {
        String id = customers.idOfNew("alice");

        round(Duration.ofDays(6), false);
        assertThat(actions(id)).containsExactly("created");
        round(Duration.ofDays(8), false);
        round(Duration.ofDays(9), false);

        assertThat(actions(id)).containsExactly("reminded", "created");
        JsonNode entry = timeline(id).get(0);
        assertThat(entry.at("/by/id").asString()).isEqualTo("system");
        assertThat(entry.at("/by/name").asString()).isEqualTo("系统");
        assertThat(types(id, 3)).containsExactly("created", "assigned", "follow-up-due");
    }

    @Test
    void whoWasInTouchIsRemindedOfTheNextSilenceOnly() {
        String id = customers.idOfNew("alice");
        round(Duration.ofDays(8), false);
        customers
                .followUp("alice", id, Map.of("type", "phone", "content", "已联系"))
                .expectStatus()
                .isCreated();

        round(Duration.ofDays(6), false);
        assertThat(actions(id)).startsWith("followed_up");
        round(Duration.ofDays(8), false);

        assertThat(actions(id)).containsExactly("reminded", "followed_up", "reminded", "created");
    }

    @Test
    void theNextOwnerIsGivenTheirOwnTime() {
        String id = customers.idOfNew("alice");
        round(Duration.ofDays(8), false);
        customers.assign("manager", id, "bob").expectStatus().isOk();

        round(Duration.ofDays(6), false);
        assertThat(actions(id)).startsWith("assigned");
        round(Duration.ofDays(8), false);

        assertThat(actions(id)).containsExactly("reminded", "assigned", "reminded", "created");
    }

    /** Without any lock between them, as if clocks were so wrong that two replicas both held it. */
    @Test
    void replicasAtTheSameTimeRemindOnce() {
        List<String> ids =
                IntStream.range(0, 20).mapToObj(i -> customers.idOfNew("alice")).toList();

        Flux.range(0, 4)
                .flatMap(replica -> upkeep(Duration.ofDays(8), false).round().subscribeOn(Schedulers.parallel()))
                .then()
                .block();

        assertThat(ids).allSatisfy(id -> assertThat(actions(id)).containsExactly("reminded", "created"));
        assertThat(ids).allSatisfy(id -> {
            customers.assign("manager", id, "bob").expectStatus().isOk(); // what came before is on the topic before
            assertThat(types(id, 4)).containsExactly("created", "assigned", "follow-up-due", "assigned");
        });
    }

    @Test
    void aRoundThatIsCutOffIsTakenUpByTheNext() {
        List<String> ids =
                IntStream.range(0, 10).mapToObj(i -> customers.idOfNew("alice")).toList();
        Clock clock = clockAfter(Duration.ofDays(8));

        Flux.fromIterable(ids)
                .take(3)
                .concatMap(id -> new Upkeep(
                                List.of(onlyOne(id)), bean(Customers.class), bean(CustomerChanges.class), meters, clock)
                        .round())
                .blockLast();
        round(Duration.ofDays(8), false);

        assertThat(ids).allSatisfy(id -> assertThat(actions(id)).containsExactly("reminded", "created"));
    }

    /** A replica dies wherever it is in its round, and two others begin theirs at the same time. */
    @Test
    void aRoundThatIsCutOffAnywhereAndTwoThatFollowAtOnceRemindOnce() {
        List<String> ids =
                IntStream.range(0, 30).mapToObj(i -> customers.idOfNew("alice")).toList();
        Disposable cutOff = upkeep(Duration.ofDays(8), false)
                .round()
                .subscribeOn(Schedulers.parallel())
                .subscribe();
        await().pollInterval(Duration.ofMillis(1)).until(() -> reminded() > 0);
        cutOff.dispose();

        Flux.range(0, 2)
                .flatMap(replica -> upkeep(Duration.ofDays(8), false).round().subscribeOn(Schedulers.parallel()))
                .then()
                .block();

        assertThat(ids).allSatisfy(id -> assertThat(actions(id)).containsExactly("reminded", "created"));
        assertThat(ids).first().satisfies(id -> {
            customers.assign("manager", id, "bob").expectStatus().isOk(); // what came before is on the topic before
            assertThat(types(id, 4)).containsExactly("created", "assigned", "follow-up-due", "assigned");
        });
    }

    @Test
    void oneThatFailsKeepsNobodyFromTheirTurn() {
        String id = customers.idOfNew("alice");
        Chore chore = new FollowUpReminder(silentCustomers("no-such-customer", id), properties(false));

        Long done = new Upkeep(
                        List.of(chore),
                        bean(Customers.class),
                        bean(CustomerChanges.class),
                        meters,
                        clockAfter(Duration.ofDays(8)))
                .round()
                .block();

        assertThat(done).isEqualTo(1);
        assertThat(actions(id)).startsWith("reminded");
        assertThat(meters.counter("crm.upkeep", "chore", "reminded", "result", "done")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("crm.upkeep", "chore", "reminded", "result", "failed")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void afterAMonthACustomerGoesBackToThePoolOnlyWhereThatIsWanted() {
        String id = customers.idOfNew("alice");

        round(Duration.ofDays(31), false);
        assertThat(actions(id)).containsExactly("reminded", "created");
        round(Duration.ofDays(29), true);
        assertThat(actions(id)).containsExactly("reminded", "created");
        round(Duration.ofDays(31), true);
        round(Duration.ofDays(99), true);

        assertThat(actions(id)).containsExactly("released", "reminded", "created");
        JsonNode entry = timeline(id).get(0);
        assertThat(entry.get("reason").asString()).isEqualTo("长期未跟进");
        assertThat(entry.at("/by/id").asString()).isEqualTo("system");
        assertThat(entry.at("/changes/leadLevel/after").asString()).isEqualTo("流失");
        JsonNode customer = customers.found("manager", "/api/customers/" + id);
        assertThat(customer.has("assignedTo")).isFalse();
        assertThat(customer.has("pooledAt")).isTrue();
        customers.get("alice", "/api/customers/" + id).expectStatus().isNotFound();
        assertThat(types(id, 4)).containsExactly("created", "assigned", "follow-up-due", "reclaimed");
    }

    @Test
    void aFrozenOneIsRemindedOfButNeverReclaimed() {
        String id = customers.idOfNew("alice");
        customers.freeze("admin", id, true).expectStatus().isOk();

        round(Duration.ofDays(365), true);

        assertThat(actions(id)).containsExactly("reminded", "frozen", "created");
    }

    @Test
    void moreThanABatchIsDoneInOneRound() {
        List<String> ids = IntStream.range(0, 120)
                .mapToObj(i -> customers.idOfNew("alice"))
                .toList();

        Long done = upkeep(Duration.ofDays(8), false).round().block();

        assertThat(done).isGreaterThanOrEqualTo(120);
        assertThat(ids).allSatisfy(id -> assertThat(actions(id)).startsWith("reminded"));
    }

    private double reminded() {
        return meters.counter("crm.upkeep", "chore", "reminded", "result", "done")
                .count();
    }

    private void round(Duration later, boolean reclaim) {
        upkeep(later, reclaim).round().block();
    }

    private Upkeep upkeep(Duration later, boolean reclaim) {
        SilentCustomers silent = bean(SilentCustomers.class);
        UpkeepProperties properties = properties(reclaim);
        return new Upkeep(
                List.of(new IdleReclaim(silent, properties), new FollowUpReminder(silent, properties)),
                bean(Customers.class),
                bean(CustomerChanges.class),
                meters,
                clockAfter(later));
    }

    private static UpkeepProperties properties(boolean reclaim) {
        return new UpkeepProperties(Duration.ofDays(1), WEEK, reclaim, MONTH);
    }

    private static Chore onlyOne(String id) {
        return new FollowUpReminder(silentCustomers(id), properties(false));
    }

    private static SilentCustomers silentCustomers(String... ids) {
        return new SilentCustomers() {
            @Override
            public Flux<String> unreminded(Instant quietBefore) {
                return Flux.just(ids);
            }

            @Override
            public Flux<String> reclaimable(Instant quietBefore) {
                return Flux.empty();
            }
        };
    }

    private static Clock clockAfter(Duration later) {
        return Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
    }

    private static List<String> actions(String id) {
        return texts(timeline(id), "action");
    }

    private static JsonNode timeline(String id) {
        return customers.found("manager", "/api/customers/" + id + "/timeline").get("items");
    }

    private static List<String> types(String id, int count) {
        return Records.of(TestStack.shared().bootstrapServers(), Topics.CUSTOMER_EVENTS, id, count).stream()
                .map(record -> Records.attributes(record).type())
                .map(type -> type.replace("crm.customer.", "").replace(".v1", ""))
                .toList();
    }

    private static <T> T bean(Class<T> type) {
        return service.bean(type);
    }
}
