package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.digest.DigestKey;
import com.andejia.crm.notifications.feed.Notifications.Outcome;
import com.andejia.crm.notifications.feed.Notifications.Stored;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.preference.Preferences.Wish;
import com.andejia.crm.notifications.template.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What streams hear of a batch, the first time and when it comes again. */
class AnnouncementTest {
    private static final Instant NOON = Instant.parse("2025-11-24T12:00:00Z");
    private static final Reason REASON = new Reason(null, Wish.ON, null, false);
    private static final DigestKey KEY = new DigestKey("digest", "X_SUMMARY", "operation", null);

    @Test
    void aNotificationIsAnnouncedUnlessItIsADuplicate() {
        Notification it = notification("a", at(1), null);

        assertThat(Announcement.of(new Stored(Outcome.STORED, it), Map.of()))
                .contains(new Announcement(it, at(1), false));
        assertThat(Announcement.of(new Stored(Outcome.REDELIVERED, it), Map.of()))
                .contains(new Announcement(it, at(1), false));
        assertThat(Announcement.of(new Stored(Outcome.DUPLICATE, it), Map.of())).isEmpty();
        assertThat(Announcement.of(new Stored(Outcome.ERASED, it), Map.of())).isEmpty();
    }

    @Test
    void aDigestThatBeginsPopsUpOnceForTheWholeBatch() {
        Notification digest = notification("digest", at(10), at(10));

        assertThat(announced(1, 10, digest)).containsExactly(new Announcement(digest, at(10), false));
    }

    @Test
    void aDigestThatGrowsIsAnnouncedAsGrownOnceForTheWholeBatch() {
        Notification digest = notification("digest", at(20), at(10));

        assertThat(announced(11, 20, digest)).containsExactly(new Announcement(digest, at(20), true));
    }

    /** The pop-up may never have been sent; streams that had it drop it by its place. */
    @Test
    void aBatchThatComesAgainTogetherWithTheNextPopsUpInItsOldPlaceAndGrows() {
        Notification digest = notification("digest", at(20), at(10));

        assertThat(announced(1, 20, digest))
                .containsExactly(new Announcement(digest, at(10), false), new Announcement(digest, at(20), true));
    }

    /** Otherwise streams would drop what stands between here and there. */
    @Test
    void aDigestIsNeverAnnouncedBeforeItsPlace() {
        Notification digest = notification("digest", at(20), at(10));

        assertThat(announced(1, 5, digest)).isEmpty();
        assertThat(announced(11, 15, digest)).isEmpty();
    }

    @Test
    void whatIsSwitchedOffIsNotAnnounced() {
        Suppressed off = new Suppressed("a", "alice", "X", NOON, NOON, "event", "customer", at(1), REASON);

        assertThat(Announcement.of(new Stored(Outcome.STORED, off), Map.of())).isEmpty();
    }

    @Test
    void whoResumesAfterADigestBeganKnowsIt() {
        Notification digest = notification("digest", at(20), at(10));

        assertThat(digest.isGrowthAfter(at(9))).isFalse();
        assertThat(digest.isGrowthAfter(at(10))).isTrue();
        assertThat(digest.isGrowthAfter(at(15))).isTrue();
        assertThat(notification("a", at(20), null).isGrowthAfter(at(15))).isFalse();
        assertThat(notification("digest", at(2), new StreamPosition("older", 10))
                        .isGrowthAfter(at(1)))
                .as("begun in an epoch that is over")
                .isTrue();
    }

    private static List<Announcement> announced(long first, long last, Notification digest) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(seq -> new Stored(Outcome.STORED, member(seq)))
                .map(stored -> Announcement.of(stored, Map.of("digest", digest)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static StreamPosition at(long seq) {
        return new StreamPosition("E", seq);
    }

    private static Member member(long seq) {
        return new Member(
                "m" + seq,
                "alice",
                "X",
                "标题",
                "内容",
                Map.of(),
                "/",
                NOON,
                NOON,
                "event",
                "customer",
                at(seq),
                KEY,
                REASON);
    }

    private static Notification notification(String id, StreamPosition position, @Nullable StreamPosition begunAt) {
        return new Notification(
                id,
                "alice",
                "X",
                "标题",
                "内容",
                Priority.HIGH,
                NotificationStatus.SENT,
                Map.of(),
                "icon",
                "#fff",
                "/",
                "查看",
                NOON,
                NOON,
                null,
                null,
                false,
                1,
                "event",
                "customer",
                position,
                REASON,
                begunAt);
    }
}
