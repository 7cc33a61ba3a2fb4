package com.andejia.crm.notifications.feed.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.digest.DigestKey;
import com.andejia.crm.notifications.feed.Member;
import com.andejia.crm.notifications.feed.Notification;
import com.andejia.crm.notifications.feed.NotificationFilter;
import com.andejia.crm.notifications.feed.NotificationStates.Snoozed;
import com.andejia.crm.notifications.feed.NotificationStatus;
import com.andejia.crm.notifications.feed.Reason;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.preference.Preferences.Wish;
import com.andejia.crm.notifications.template.Priority;
import com.mongodb.reactivestreams.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** What becomes of notifications, on the real wire protocol. */
class MongoNotificationStatesIT {
    private static final Instant NOON = Instant.parse("2025-11-24T12:00:00Z");
    private static final Instant EVENING = NOON.plus(Duration.ofHours(6));
    private static final ReactiveMongoTemplate MONGO =
            new ReactiveMongoTemplate(MongoClients.create(TestStack.shared().mongoUri("state-test")), "state-test");
    private static final MongoNotifications NOTIFICATIONS =
            new MongoNotifications(MONGO, keptFor(Duration.ofDays(180)));
    private static final MongoNotificationStates STATES = new MongoNotificationStates(MONGO);
    private static final MongoDigestStore DIGESTS = new MongoDigestStore(MONGO, keptFor(Duration.ofDays(180)));
    private static final MongoEntries ENTRIES = new MongoEntries(MONGO);

    private final String alice = "alice-" + UUID.randomUUID();
    private final String id = alice + 1;

    @Test
    void anArchivedOneIsNeitherUnreadNorInPlainSight() {
        store(1, "customer", NOON);

        assertThat(STATES.archive(alice, id).block()).isTrue();
        assertThat(STATES.archive(alice, id).block()).as("a second time").isFalse();

        assertThat(NOTIFICATIONS.countUnread(alice).block()).isZero();
        assertThat(listed(null)).isEmpty();
        assertThat(listed(NotificationStatus.ARCHIVED)).containsExactly(id);
    }

    @Test
    void anybodyElsesIsNotThere() {
        store(1, "customer", NOON);

        assertThat(STATES.archive("bob", id).block()).isNull();
        assertThat(STATES.unread("bob", id).block()).isNull();
        assertThat(STATES.snooze("bob", id, EVENING).block()).isNull();
        assertThat(listed(NotificationStatus.SENT)).containsExactly(id);
    }

    @Test
    void whatWasReadOrPutAwayCanBeUnreadAgain() {
        store(1, "customer", NOON);
        NOTIFICATIONS.markRead(alice, List.of(id), NOON).block();

        assertThat(STATES.unread(alice, id).block()).isTrue();
        assertThat(STATES.unread(alice, id).block()).isFalse();
        assertThat(find(NotificationStatus.SENT).readAt()).isNull();

        STATES.archive(alice, id).block();
        assertThat(STATES.unread(alice, id).block()).isTrue();
        assertThat(NOTIFICATIONS.countUnread(alice).block()).isEqualTo(1);
    }

    @Test
    void whatIsPutOffIsDueThenAndNotBefore() {
        store(1, "customer", NOON);

        assertThat(STATES.snooze(alice, id, EVENING).block()).isTrue();
        assertThat(STATES.snooze(alice, id, EVENING).block()).isFalse();

        assertThat(NOTIFICATIONS.countUnread(alice).block()).isZero();
        assertThat(listed(null)).isEmpty();
        assertThat(find(NotificationStatus.SNOOZED).snoozedUntil()).isEqualTo(EVENING);
        assertThat(due(EVENING.minusMillis(1))).isEmpty();
        assertThat(due(EVENING)).containsExactly(new Snoozed(alice, id, EVENING));
    }

    @Test
    void whatWasAskedToWakeIsNotAskedAgainForAWhile() {
        store(1, "customer", NOON);
        STATES.snooze(alice, id, EVENING).block();

        STATES.asked(List.of(new Snoozed(alice, id, EVENING)), EVENING).block();

        assertThat(due(EVENING)).isEmpty();
        assertThat(STATES.due(EVENING.plusSeconds(600), EVENING.plusSeconds(1), 10_000)
                        .collectList()
                        .block())
                .contains(new Snoozed(alice, id, EVENING));
    }

    @Test
    void whatWakesIsUnreadInItsNewPlaceHoweverOftenItIsAsked() {
        store(1, "customer", NOON);
        STATES.snooze(alice, id, EVENING).block();
        var wake = new StateRequest.Wake(alice, id, EVENING);

        Notification woken = STATES.wake(wake, at(7), null).block();

        assertThat(woken.status()).isEqualTo(NotificationStatus.SENT);
        assertThat(woken.snoozedUntil()).isNull();
        assertThat(woken.position()).isEqualTo(at(7));
        assertThat(STATES.wake(wake, at(7), null).block()).as("redelivered").isEqualTo(woken);
        assertThat(STATES.wake(wake, at(8), null).block())
                .as("asked for by another replica too")
                .isNull();
        assertThat(due(EVENING)).isEmpty();
        assertThat(NOTIFICATIONS.countUnread(alice).block()).isEqualTo(1);
    }

    @Test
    void whatWakesInQuietHoursIsSilentAndCountsAtTheirEnd() {
        Instant morning = EVENING.plus(Duration.ofHours(12));
        store(1, "customer", NOON);
        STATES.snooze(alice, id, EVENING).block();

        Notification woken = STATES.wake(new StateRequest.Wake(alice, id, EVENING), at(7), morning)
                .block();

        assertThat(woken.silent()).isTrue();
        assertThat(ENTRIES.countHeld(alice, morning).block()).isEqualTo(1);
    }

    @Test
    void whatWasHeldBackBeforeAndPopsUpWhenItWakesDoesNotCountAnyMore() {
        Instant morning = EVENING.plus(Duration.ofHours(12));
        store(1, "customer", NOON);
        STATES.snooze(alice, id, EVENING).block();
        STATES.wake(new StateRequest.Wake(alice, id, EVENING), at(7), morning).block();
        STATES.snooze(alice, id, EVENING.plusSeconds(60)).block();

        Notification woken = STATES.wake(new StateRequest.Wake(alice, id, EVENING.plusSeconds(60)), at(8), null)
                .block();

        assertThat(woken.silent()).isFalse();
        assertThat(ENTRIES.countHeld(alice, morning).block()).isZero();
    }

    @Test
    void whatWasPutOffFurtherOrReadMeanwhileDoesNotWake() {
        store(1, "customer", NOON);
        store(2, "customer", NOON);
        STATES.snooze(alice, id, EVENING).block();
        STATES.snooze(alice, id, EVENING.plusSeconds(60)).block();
        STATES.snooze(alice, alice + 2, EVENING).block();
        STATES.archive(alice, alice + 2).block();

        assertThat(STATES.wake(new StateRequest.Wake(alice, id, EVENING), at(7), null)
                        .block())
                .isNull();
        assertThat(STATES.wake(new StateRequest.Wake(alice, alice + 2, EVENING), at(8), null)
                        .block())
                .isNull();
    }

    @Test
    void whatIsNoLongerTheirsToActUponIsDone() {
        store(1, "customer", NOON);
        store(2, "another", NOON);
        store(3, "customer", NOON.plusSeconds(60));
        store(4, "customer", NOON);

        assertThat(STATES.resolve(resolving("taken"), at(4), NOON).block()).containsExactly(id);

        assertThat(STATES.resolve(resolving("taken"), at(4), NOON).block())
                .as("redelivered: told again")
                .containsExactly(id);
        assertThat(listed(NotificationStatus.READ)).containsExactly(id);
        assertThat(listed(NotificationStatus.SENT))
                .as("another customer's, a later one, and one that came behind it")
                .containsExactlyInAnyOrder(alice + 2, alice + 3, alice + 4);
    }

    @Test
    void whatSomebodyMadeUnreadAgainStaysSoWhenTheRequestComesAgain() {
        store(1, "customer", NOON);
        STATES.resolve(resolving("taken"), at(4), NOON).block();
        STATES.unread(alice, id).block();

        assertThat(STATES.resolve(resolving("taken"), at(4), NOON).block()).isEmpty();
        assertThat(NOTIFICATIONS.countUnread(alice).block()).isEqualTo(1);
    }

    @Test
    void whatIsPutOffIsResolvedTooAndDoesNotComeBack() {
        store(1, "customer", NOON);
        STATES.snooze(alice, id, EVENING).block();

        assertThat(STATES.resolve(resolving("taken"), at(4), NOON).block()).containsExactly(id);
        assertThat(due(EVENING)).isEmpty();
    }

    @Test
    void aDigestIsDoneWithWhenTheLastOfItsMembersIs() {
        String digest = digest();
        NOTIFICATIONS
                .store(List.of(member(1, "customer"), member(2, "another")))
                .block();

        assertThat(STATES.resolve(resolving("taken"), at(4), NOON).block()).isEmpty();
        assertThat(NOTIFICATIONS.countUnread(alice).block()).isEqualTo(1);

        var last = resolving("another", "taken too");
        assertThat(STATES.resolve(last, at(5), NOON).block()).containsExactly(digest);
        assertThat(STATES.resolve(last, at(5), NOON).block())
                .as("redelivered: told again")
                .containsExactly(digest);
        assertThat(STATES.resolve(resolving("taken"), at(4), NOON).block())
                .as("it was not this one that did it")
                .isEmpty();
        assertThat(listed(NotificationStatus.READ)).containsExactly(digest);
    }

    @Test
    void aDigestThatHasGrownSinceIsOpenUntilThatIsDoneToo() {
        String digest = digest();
        NOTIFICATIONS.store(List.of(member(1, "customer"))).block();
        STATES.resolve(resolving("taken"), at(4), NOON).block();

        NOTIFICATIONS.store(List.of(member(5, "another"))).block();
        DIGESTS.find(digest)
                .flatMap(it -> DIGESTS.grow(it.digest(), it.version()))
                .block();
        assertThat(STATES.resolve(resolving("taken"), at(4), NOON).block())
                .as("redelivered")
                .isEmpty();
        assertThat(listed(NotificationStatus.SENT)).containsExactly(digest);

        assertThat(STATES.resolve(resolving("another", "taken too"), at(6), NOON)
                        .block())
                .containsExactly(digest);
    }

    @Test
    void otherTypesAndOtherPeopleAreLeftAlone() {
        store(1, "customer", NOON);

        assertThat(STATES.resolve(
                                new StateRequest.Resolve(alice, "customer", "taken", NOON, Set.of("OTHER")),
                                at(4),
                                NOON)
                        .block())
                .isEmpty();
        assertThat(STATES.resolve(
                                new StateRequest.Resolve("bob", "customer", "taken", NOON, Set.of("CUSTOMER_ASSIGNED")),
                                at(4),
                                NOON)
                        .block())
                .isEmpty();
    }

    @Test
    void everythingGoesAfterItsTimeButWhatIsPutOffBeyondItStaysToComeBack() {
        var database = new ReactiveMongoTemplate(
                MongoClients.create(TestStack.shared().mongoUri("retention-test")), "retention-test");
        var notifications = new MongoNotifications(database, keptFor(Duration.ofDays(10)));
        var states = new MongoNotificationStates(database);
        notifications
                .store(List.of(notification(1, "customer", NOON), notification(2, "customer", NOON)))
                .block();
        notifications.erase("erased", NOON).block();
        states.snooze(alice, alice + 2, NOON.plus(Duration.ofDays(20))).block();

        assertThat(states.removeExpired(NOON.plus(Duration.ofDays(10)).minusMillis(1))
                        .block())
                .isZero();
        assertThat(states.removeExpired(NOON.plus(Duration.ofDays(10))).block()).isEqualTo(1);
        assertThat(states.unread(alice, alice + 1).block()).isNull();
        assertThat(states.unread(alice, alice + 2).block()).isTrue();
        assertThat(notifications.erased(List.of("erased")).block()).containsExactly("erased");
    }

    private StateRequest.Resolve resolving(String event) {
        return resolving("customer", event);
    }

    private StateRequest.Resolve resolving(String subject, String event) {
        return new StateRequest.Resolve(
                alice, subject, event, NOON, Set.of("CUSTOMER_ASSIGNED", "CUSTOMER_TRANSFERRED"));
    }

    private String digest() {
        Notification digest = notification(9, "digest", NOON);
        DIGESTS.create(digest).block();
        return digest.id();
    }

    private Member member(long seq, String subject) {
        return new Member(
                alice + seq,
                alice,
                "CUSTOMER_ASSIGNED",
                "标题",
                "内容",
                Map.of("customerName", "客户"),
                "/customers/1",
                NOON,
                NOON,
                "event" + seq,
                subject,
                at(seq),
                new DigestKey(alice + 9, "CUSTOMER_ASSIGNED_SUMMARY", "operation", null),
                new Reason("crm.customer.assigned.v1", Wish.ON, null, false));
    }

    private List<Snoozed> due(Instant now) {
        return STATES.due(now, Instant.EPOCH, 10_000)
                .filter(it -> it.recipient().equals(alice))
                .collectList()
                .block();
    }

    private List<String> listed(NotificationStatus status) {
        return NOTIFICATIONS
                .page(alice, new NotificationFilter(null, status, null, null, null), 1, 10)
                .block()
                .items()
                .stream()
                .map(Notification::id)
                .toList();
    }

    private Notification find(NotificationStatus status) {
        return NOTIFICATIONS
                .page(alice, new NotificationFilter(null, status, null, null, null), 1, 10)
                .block()
                .items()
                .get(0);
    }

    private static StreamPosition at(long seq) {
        return new StreamPosition("E", seq);
    }

    private void store(long seq, String subject, Instant createdAt) {
        NOTIFICATIONS.store(List.of(notification(seq, subject, createdAt))).block();
    }

    private Notification notification(long seq, String subject, Instant createdAt) {
        return new Notification(
                alice + seq,
                alice,
                "CUSTOMER_ASSIGNED",
                "标题",
                "内容",
                Priority.HIGH,
                NotificationStatus.SENT,
                Map.of("customerName", "客户"),
                "icon",
                "#fff",
                "/customers/1",
                "查看",
                createdAt,
                NOON,
                null,
                null,
                true,
                1,
                "event",
                subject,
                at(seq),
                new Reason("crm.customer.assigned.v1", Wish.ON, null, false),
                null);
    }

    private static Lifetimes keptFor(Duration retention) {
        return new Lifetimes(retention, Duration.ofDays(30));
    }
}
