package com.andejia.crm.notifications.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.andejia.crm.events.Operation;
import com.andejia.crm.notifications.digest.DigestProperties;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.preference.HeldPopUps;
import com.andejia.crm.notifications.preference.HeldPopUps.Held;
import com.andejia.crm.notifications.preference.PreferenceChange;
import com.andejia.crm.notifications.preference.PreferenceStore;
import com.andejia.crm.notifications.preference.Preferences;
import com.andejia.crm.notifications.preference.QuietHours;
import com.andejia.crm.notifications.template.Priority;
import com.andejia.crm.notifications.template.Template;
import com.andejia.crm.notifications.template.Templates;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What becomes of requests, at eleven at night. */
class DecisionsTest {
    private static final Instant NOW = Instant.parse("2025-11-24T23:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Preferences UNCHANGED = Preferences.unchanged(ZoneOffset.UTC);

    private final Templates templates = mock(Templates.class);
    private final DigestStore store = mock(DigestStore.class);
    private final List<Held> held = new ArrayList<>();
    private Preferences chosen = UNCHANGED;

    private final Decisions decisions = new Decisions(
            new PreferenceStore() {
                @Override
                public Mono<Map<String, Preferences>> of(Collection<String> people) {
                    return Mono.just(people.stream().distinct().collect(Collectors.toMap(it -> it, it -> chosen)));
                }

                @Override
                public Mono<Preferences> change(String person, PreferenceChange change) {
                    throw new UnsupportedOperationException();
                }
            },
            heldPopUps(),
            new Bursts(store, templates, new DigestProperties(5, WINDOW)),
            templates,
            Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void templates() {
        when(templates.require("URGENT", "zh-CN")).thenReturn(template(Priority.HIGH));
        when(templates.require("OTHER", "zh-CN")).thenReturn(template(Priority.MEDIUM));
        when(templates.require(QuietHoursSummaries.TYPE, "zh-CN")).thenReturn(template(Priority.MEDIUM));
        when(templates.digestOf("URGENT")).thenReturn(Optional.of("URGENT_SUMMARY"));
        when(templates.digestOf("OTHER")).thenReturn(Optional.empty());
        when(templates.digestOf(QuietHoursSummaries.TYPE)).thenReturn(Optional.empty());
        when(store.recent("alice", "URGENT", NOW.minus(WINDOW), NOW.plus(WINDOW), 6))
                .thenReturn(Flux.empty());
    }

    @Test
    void aTypeThatIsSwitchedOffIsSuppressed() {
        chosen = new Preferences(Map.of("OTHER", false), UNCHANGED.quietHours(), true, "zh-CN");

        assertThat(decide(request("OTHER", 1, null))).hasExactlyElementsOfTypes(Suppressed.class);
    }

    @Test
    void whatBelongsToAnOperationIsPartOfOneDigest() {
        List<Entry> entries = decide(
                request("URGENT", 1, new Operation("bulk", 300)), request("URGENT", 2, new Operation("bulk", 300)));

        assertThat(entries).hasExactlyElementsOfTypes(Member.class, Member.class);
        assertThat(entries.stream().map(it -> ((Member) it).digest()).distinct())
                .singleElement()
                .satisfies(digest -> assertThat(digest.operationId()).isEqualTo("bulk"));
    }

    @Test
    void anOperationOnOneIsNone() {
        assertThat(decide(request("URGENT", 1, new Operation("bulk", 1))))
                .hasExactlyElementsOfTypes(Notification.class);
    }

    @Test
    void whatIsNeverGatheredIsNotEvenInAnOperation() {
        assertThat(decide(request("OTHER", 1, new Operation("bulk", 300))))
                .hasExactlyElementsOfTypes(Notification.class);
    }

    @Test
    void fromTheSixthOnABurstIsGatheredAlsoOverBatches() {
        assertThat(decide(requests(1, 4))).hasOnlyElementsOfType(Notification.class);
        assertThat(decide(requests(5, 7))).hasExactlyElementsOfTypes(Notification.class, Member.class, Member.class);
    }

    @Test
    void whoWantsNoDigestsOfBurstsGetsNoneButThoseOfOperations() {
        chosen = new Preferences(Map.of(), UNCHANGED.quietHours(), false, "zh-CN");

        assertThat(decide(requests(1, 20))).hasOnlyElementsOfType(Notification.class);
        assertThat(decide(request("URGENT", 21, new Operation("bulk", 2)))).hasOnlyElementsOfType(Member.class);
    }

    @Test
    void inQuietHoursItIsSilentAndANoteIsLeftUnlessItIsUrgent() {
        chosen = new Preferences(Map.of(), night(true), true, "zh-CN");

        List<Entry> entries = decide(request("URGENT", 1, null), request("OTHER", 2, null), request("OTHER", 3, null));

        assertThat(entries.stream().map(it -> ((Notification) it).silent())).containsExactly(false, true, true);
        assertThat(held).containsExactly(new Held("alice", Instant.parse("2025-11-25T08:00:00Z")));
    }

    @Test
    void whatIsUrgentIsSilentTooIfItMayNotBreakThrough() {
        chosen = new Preferences(Map.of(), night(false), true, "zh-CN");

        assertThat(((Notification) decide(request("URGENT", 1, null)).get(0)).silent())
                .isTrue();
    }

    @Test
    void theSummaryOfQuietHoursIsNeverHeldBack() {
        chosen = new Preferences(Map.of(), night(false), true, "zh-CN");

        assertThat(((Notification) decide(request(QuietHoursSummaries.TYPE, 1, null))
                                .get(0))
                        .silent())
                .isFalse();
        assertThat(held).isEmpty();
    }

    @Test
    void whatIsReplayedIsSilentAndTheEndOfQuietHoursDoesNotTellOfIt() {
        chosen = new Preferences(Map.of(), night(false), true, "zh-CN");
        PlacedRequest once = request("OTHER", 1, null);
        var replayed = new PlacedRequest(once.request().replayedBy("replay"), once.id(), once.position());

        Entry entry = decide(replayed).get(0);

        assertThat(((Notification) entry).silent()).isTrue();
        assertThat(entry.reason().replay()).isEqualTo("replay");
        assertThat(entry.createdAt()).isEqualTo(NOW);
        assertThat(held).isEmpty();
    }

    private HeldPopUps heldPopUps() {
        HeldPopUps popUps = mock(HeldPopUps.class);
        when(popUps.remember(anyCollection())).thenAnswer(call -> {
            held.addAll(call.<Collection<Held>>getArgument(0));
            return Mono.empty();
        });
        return popUps;
    }

    private static QuietHours night(boolean letHighThrough) {
        return new QuietHours(
                true,
                LocalTime.of(22, 0),
                LocalTime.of(8, 0),
                ZoneOffset.UTC,
                EnumSet.allOf(DayOfWeek.class),
                letHighThrough);
    }

    private List<Entry> decide(PlacedRequest... requests) {
        return decisions.decide(List.of(requests)).block();
    }

    private static PlacedRequest[] requests(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> request("URGENT", number, null))
                .toArray(PlacedRequest[]::new);
    }

    private static PlacedRequest request(String type, int number, @Nullable Operation operation) {
        return PlacedRequest.of(
                new NotificationRequest(
                        type, "alice", "event-" + number, NOW, "customer-" + number, Map.of(), operation),
                new StreamPosition("E", number));
    }

    private static Template template(Priority priority) {
        return new Template(priority, "标题", "内容", "/", "查看", "icon", "#fff");
    }
}
