package com.andejia.crm.notifications.feed.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.feed.Entry;
import com.andejia.crm.notifications.feed.Notification;
import com.andejia.crm.notifications.feed.NotificationCursor;
import com.andejia.crm.notifications.feed.NotificationFilter;
import com.andejia.crm.notifications.feed.NotificationPage;
import com.andejia.crm.notifications.feed.NotificationStatus;
import com.andejia.crm.notifications.feed.Notifications.Outcome;
import com.andejia.crm.notifications.feed.Notifications.Stored;
import com.andejia.crm.notifications.feed.Reason;
import com.andejia.crm.notifications.feed.Suppressed;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The store of notifications on the real wire protocol. */
class MongoNotificationsIT {
    private static final Instant NOON = Instant.parse("2025-11-24T12:00:00Z");
    private static final NotificationFilter ALL = new NotificationFilter(null, null, null, null, null);
    private static final ReactiveMongoTemplate MONGO =
            new ReactiveMongoTemplate(MongoClients.create(TestStack.shared().mongoUri("store-test")), "store-test");
    private static final MongoNotifications STORE =
            new MongoNotifications(MONGO, new Lifetimes(Duration.ofDays(180), Duration.ofDays(30)));
    private static final MongoEntries ENTRIES = new MongoEntries(MONGO);

    private final String alice = "alice-" + UUID.randomUUID();

    @Test
    void aNewOneIsStoredAndComesBackWhole() {
        Notification it = notification("a", 1);

        assertThat(outcomes(it)).containsExactly(Outcome.STORED);
        assertThat(page(ALL, 1, 10).items()).containsExactly(it);
    }

    @Test
    void aNewOneAmongOldOnesIsStoredAndEachSaysWhatItWas() {
        STORE.store(List.of(notification("a", 1), notification("b", 2))).block();

        assertThat(outcomes(notification("a", 1), notification("new", 3), notification("b", 9)))
                .containsExactly(Outcome.REDELIVERED, Outcome.STORED, Outcome.DUPLICATE);
        assertThat(page(ALL, 1, 10).total()).isEqualTo(3);
    }

    @Test
    void theSameTwiceInOneBatchIsOneNotification() {
        assertThat(outcomes(notification("a", 1), notification("a", 2)))
                .containsExactly(Outcome.STORED, Outcome.DUPLICATE);
    }

    @Test
    void thePositionInAnotherEpochIsADuplicateToo() {
        STORE.store(List.of(notification("a", 1))).block();
        Notification elsewhere = notification("a", 1, "F", NOON);

        assertThat(outcomes(elsewhere)).containsExactly(Outcome.DUPLICATE);
    }

    @Test
    void pagesAreNewestFirstAndSayHowManyThereAre() {
        store(25);

        NotificationPage second = page(ALL, 2, 10);

        assertThat(ids(second))
                .containsExactlyElementsOf(IntStream.iterate(15, i -> i > 5, i -> i - 1)
                        .mapToObj(i -> alice + i)
                        .toList());
        assertThat(second.total()).isEqualTo(25);
        assertThat(second.totalPages()).isEqualTo(3);
        assertThat(page(ALL, 4, 10).items()).isEmpty();
    }

    @Test
    void aListGoesOnAtACursorWhateverComesInMeanwhile() {
        store(7);
        NotificationPage first = page(ALL, 1, 3);
        STORE.store(List.of(notification("later", 99, "E", NOON.plusSeconds(99))))
                .block();

        NotificationPage second = after(first);
        NotificationPage third = after(second);

        assertThat(ids(second)).containsExactly(alice + 4, alice + 3, alice + 2);
        assertThat(second.total()).as("not counted").isNull();
        assertThat(ids(third)).containsExactly(alice + 1);
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void aCursorTellsThoseOfOneMomentApart() {
        STORE.store(List.of(notification("a", 1), notification("b", 2), notification("c", 3)))
                .block();
        NotificationPage first = page(ALL, 1, 2);

        assertThat(ids(first)).containsExactly(alice + "c", alice + "b");
        assertThat(ids(after(first))).containsExactly(alice + "a");
    }

    private NotificationPage after(NotificationPage page) {
        NotificationCursor cursor = NotificationCursor.decode(page.nextCursor()).orElseThrow();
        return STORE.pageAfter(alice, ALL, cursor, 3).block();
    }

    @Test
    void aFilterNarrowsByTimeStatusAndText() {
        store(3);
        STORE.markRead(alice, List.of(alice + 2), NOON).block();

        assertThat(ids(page(new NotificationFilter(null, NotificationStatus.READ, null, null, null), 1, 10)))
                .containsExactly(alice + 2);
        assertThat(ids(page(new NotificationFilter(null, null, NOON.plusSeconds(2), NOON.plusSeconds(3), null), 1, 10)))
                .containsExactly(alice + 2);
        assertThat(page(new NotificationFilter(null, null, null, null, "内容"), 1, 10)
                        .total())
                .isEqualTo(3);
        assertThat(page(new NotificationFilter(null, null, null, null, "内.*"), 1, 10)
                        .total())
                .isZero();
        assertThat(page(new NotificationFilter("OTHER", null, null, null, null), 1, 10)
                        .total())
                .isZero();
    }

    @Test
    void readOnesAreCountedOnceAndOnlyTheirOwners() {
        store(3);

        assertThat(STORE.markRead("bob", List.of(alice + 1), NOON).block()).isZero();
        assertThat(STORE.markRead(alice, List.of(alice + 1, alice + 2), NOON).block())
                .isEqualTo(2);
        assertThat(STORE.markRead(alice, List.of(alice + 1, alice + 3), NOON).block())
                .isEqualTo(1);
        assertThat(STORE.countUnread(alice).block()).isZero();
    }

    @Test
    void unreadOnesOfManyPeopleAreCountedAtOnce() {
        store(3);
        STORE.markRead(alice, List.of(alice + 1), NOON).block();

        assertThat(STORE.countUnread(Set.of(alice, "nobody")).block()).containsExactly(Map.entry(alice, 2L));
        assertThat(STORE.countUnread("nobody").block()).isZero();
    }

    @Test
    void markingAllUpToAPositionTakesOlderEpochsAlong() {
        STORE.store(List.of(
                        notification("old", 900, "OLD", NOON),
                        notification("1", 1),
                        notification("2", 2),
                        notification("3", 3)))
                .block();

        assertThat(STORE.markAllRead(alice, new StreamPosition("E", 2), NOON).block())
                .isEqualTo(3);
        assertThat(STORE.countUnread(alice).block()).isEqualTo(1);
    }

    @Test
    void whatFollowsAPositionComesInOrderUpToTheLimit() {
        store(10);

        assertThat(STORE.after(alice, new StreamPosition("E", 4), 3)
                        .map(it -> it.position().seq())
                        .collectList()
                        .block())
                .containsExactly(5L, 6L, 7L);
        assertThat(STORE.last(alice, "E").block()).isEqualTo(new StreamPosition("E", 10));
        assertThat(STORE.last(alice, "F").block()).isNull();
    }

    @Test
    void anErasedSubjectIsGoneForEverybodyAndOnlyThat() {
        String subject = "subject-" + UUID.randomUUID();
        String bob = "bob-" + UUID.randomUUID();
        STORE.store(List.of(
                        about(subject, alice, "1", 1),
                        about(subject, alice, "2", 2),
                        about(subject, bob, "3", 3),
                        notification("other", 4)))
                .block();

        assertThat(STORE.erase(subject, NOON).block()).containsExactlyInAnyOrder(alice, bob);

        assertThat(ids(page(ALL, 1, 10))).containsExactly(alice + "other");
        assertThat(STORE.countUnread(alice).block()).isEqualTo(1);
        assertThat(STORE.countUnread(bob).block()).isZero();
        assertThat(STORE.erased(List.of(subject, "customer")).block()).containsExactly(subject);
        assertThat(STORE.erase(subject, NOON).block()).as("a second time").isEmpty();
    }

    @Test
    void whatIsStoredAfterAnErasureIsNotThere() {
        String subject = "subject-" + UUID.randomUUID();
        STORE.erase(subject, NOON).block();

        assertThat(outcomes(notification("before", 1), about(subject, alice, "late", 2), notification("after", 3)))
                .containsExactly(Outcome.STORED, Outcome.ERASED, Outcome.STORED);
        assertThat(outcomes(about(subject, alice, "late", 2), notification("after", 3)))
                .containsExactly(Outcome.ERASED, Outcome.REDELIVERED);
        assertThat(page(ALL, 1, 10).total()).isEqualTo(2);
    }

    @Test
    void whicheverOfStoringAndErasingIsFasterNothingIsLeft() {
        Flux.range(0, 200)
                .flatMap(
                        i -> {
                            String subject = "subject-" + UUID.randomUUID();
                            return Mono.zip(
                                    STORE.store(List.of(about(subject, alice, "race" + i, i)))
                                            .delaySubscription(Duration.ofNanos(i * 10_000L)),
                                    STORE.erase(subject, NOON).delaySubscription(Duration.ofNanos(1_000_000)));
                        },
                        20)
                .blockLast();

        assertThat(page(ALL, 1, 10).total()).isZero();
    }

    @Test
    void whatIsThereComesBackAsItWasStoredWhateverItWouldBeNow() {
        Notification silent = notification("a", 1);
        STORE.store(List.of(silent)).block();
        Suppressed now = new Suppressed(
                silent.id(),
                alice,
                silent.type(),
                NOON,
                NOON,
                "event",
                "customer",
                silent.position(),
                new Reason("crm.customer.assigned.v1", Wish.OFF, null, false));

        assertThat(STORE.store(List.of(now)).block()).containsExactly(new Stored(Outcome.REDELIVERED, silent));
    }

    @Test
    void whatIsSwitchedOffIsOnNoListButThatOfSuppressedOnesAndUnreadByNobody() {
        var reason = new Reason("crm.customer.assigned.v1", Wish.OFF, null, false);
        Suppressed off = new Suppressed(
                alice + "off",
                alice,
                "CUSTOMER_ASSIGNED",
                NOON,
                NOON,
                "event",
                "customer",
                new StreamPosition("E", 7),
                reason);
        STORE.store(List.of(off, notification("on", 8))).block();

        assertThat(ids(page(ALL, 1, 10))).containsExactly(alice + "on");
        assertThat(STORE.countUnread(alice).block()).isEqualTo(1);
        assertThat(STORE.markRead(alice, List.of(off.id()), NOON).block()).isZero();
        assertThat(STORE.after(alice, StreamPosition.beginningOf("E"), 10)
                        .collectList()
                        .block())
                .hasSize(1);
        assertThat(ENTRIES.suppressed(alice, 1, 10).block().items()).containsExactly(off);
        assertThat(ENTRIES.find(alice, off.id()).block()).isEqualTo(off);
        assertThat(ENTRIES.find("bob", off.id()).block()).isNull();
    }

    private static List<Outcome> outcomes(Entry... entries) {
        return STORE.store(List.of(entries)).block().stream()
                .map(Stored::outcome)
                .toList();
    }

    private Notification about(String subject, String recipient, String id, long seq) {
        return notification(recipient, id, subject, seq, "E", NOON);
    }

    private void store(int count) {
        STORE.store(IntStream.rangeClosed(1, count)
                        .mapToObj(i -> notification(String.valueOf(i), i, "E", NOON.plusSeconds(i)))
                        .toList())
                .block();
    }

    private NotificationPage page(NotificationFilter filter, int page, int size) {
        return STORE.page(alice, filter, page, size).block();
    }

    private static List<String> ids(NotificationPage page) {
        return page.items().stream().map(Notification::id).toList();
    }

    private Notification notification(String id, long seq) {
        return notification(id, seq, "E", NOON);
    }

    private Notification notification(String id, long seq, String epoch, Instant createdAt) {
        return notification(alice, id, "customer", seq, epoch, createdAt);
    }

    private static Notification notification(
            String recipient, String id, String subject, long seq, String epoch, Instant createdAt) {
        return new Notification(
                recipient + id,
                recipient,
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
                false,
                1,
                "event",
                subject,
                new StreamPosition(epoch, seq),
                new Reason("crm.customer.assigned.v1", Wish.ON, null, false),
                null);
    }
}
