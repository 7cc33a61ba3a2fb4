package com.andejia.crm.notifications.report.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.report.Activity;
import com.andejia.crm.notifications.report.Activity.Kind;
import com.andejia.crm.notifications.report.Tally;
import com.andejia.crm.notifications.report.Work;
import com.mongodb.reactivestreams.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** What reports are made of, on the real wire protocol. */
class MongoReportsIT {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final ReactiveMongoTemplate mongo = new ReactiveMongoTemplate(
            MongoClients.create(TestStack.shared().mongoUri("reports")), "reports-" + UUID.randomUUID());
    private final MongoActivities activities = new MongoActivities(mongo);
    private final MongoSentReports sent = new MongoSentReports(mongo);

    @Test
    void whatWasDoneIsCountedPerPersonAndKindFromTheFirstInstantToBeforeTheLast() {
        activities
                .note(List.of(
                        new Activity("1", "alice", Kind.NEW_CUSTOMER, NOON),
                        new Activity("2", "alice", Kind.NEW_CUSTOMER, NOON.plusSeconds(1)),
                        new Activity("3", "alice", Kind.FOLLOW_UP, NOON.plusSeconds(1)),
                        new Activity("4", "bob", Kind.CONTRACT_SIGNED, NOON.plusSeconds(2)),
                        new Activity("5", "bob", Kind.CONTRACT_SIGNED, NOON.minusMillis(1)),
                        new Activity("6", "bob", Kind.CONTRACT_SIGNED, NOON.plus(DAY))))
                .block();

        assertThat(activities.count(NOON, NOON.plus(DAY)).block())
                .isEqualTo(new Tally(Map.of("alice", new Work(2, 1, 0), "bob", new Work(0, 0, 1))));
        assertThat(activities
                        .count(NOON.plus(DAY.multipliedBy(5)), NOON.plus(DAY.multipliedBy(6)))
                        .block())
                .isEqualTo(new Tally(Map.of()));
    }

    @Test
    void anEventCountsOnceHoweverOftenItComes() {
        Activity first = new Activity("1", "alice", Kind.FOLLOW_UP, NOON);
        Activity second = new Activity("2", "alice", Kind.FOLLOW_UP, NOON);

        activities.note(List.of(first)).block();
        activities.note(List.of(first, second, second)).block();
        activities.note(List.of()).block();

        assertThat(activities.count(NOON, NOON.plus(DAY)).block())
                .isEqualTo(new Tally(Map.of("alice", new Work(0, 2, 0))));
    }

    @Test
    void aReportThatWasSentIsKnownAndTheBeginningIsTheFirstOne() {
        assertThat(sent.contains("a").block()).isFalse();
        sent.add("a", NOON).block();
        sent.add("a", NOON.plus(DAY)).block();
        assertThat(sent.contains("a").block()).isTrue();
        assertThat(sent.contains("b").block()).isFalse();

        assertThat(sent.began(NOON).block()).isEqualTo(NOON);
        assertThat(sent.began(NOON.plus(DAY)).block()).isEqualTo(NOON);
    }

    @Test
    void howFarAReportHasComeIsKeptUntilItIsSentToAll() {
        assertThat(sent.reached("a").block()).isNull();

        sent.reach("a", "alice").block();
        sent.reach("a", "bob").block();

        assertThat(sent.reached("a").block()).isEqualTo("bob");
        assertThat(sent.contains("a").block()).isFalse();
        sent.add("a", NOON).block();
        assertThat(sent.contains("a").block()).isTrue();
    }
}
