package com.andejia.crm.notifications.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.feed.Deliveries;
import com.andejia.crm.notifications.feed.Delivery;
import com.andejia.crm.notifications.feed.Spread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Days in Shanghai, where it is ten in the evening of 25 November. */
class DeliveryStatisticsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T14:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
    private static final Duration DAY = Duration.ofDays(1);

    private final List<Delivery> store = new ArrayList<>();
    private final List<Failure> failed = new ArrayList<>();
    private final Map<LocalDate, Statistics> settled = new HashMap<>();
    private int looksAtTheStore;

    private final DeliveryStatistics statistics = new DeliveryStatistics(
            new Stored(),
            new Failed(),
            new Settled(),
            new StatisticsProperties(DAY.multipliedBy(14), Duration.ofHours(1)),
            ZoneId.of("Asia/Shanghai"),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void whatWasSentShownReadAndSetAsideIsCountedByType() {
        store.add(delivery("A", NOW, NOW.plusMillis(40), true));
        store.add(delivery("A", NOW, null, true));
        store.add(delivery("B", NOW, null, false));
        failed.add(new Failure("1", "B", NOW));
        failed.add(new Failure("2", "UNKNOWN", NOW));

        assertThat(of(TODAY, TODAY).byType())
                .containsOnly(
                        Map.entry("A", new Counts(2, 1, 2, 0)),
                        Map.entry("B", new Counts(1, 0, 0, 1)),
                        Map.entry("UNKNOWN", new Counts(0, 0, 0, 1)));
    }

    @Test
    void aDayIsOneOfTheAgencysAndBothEndsOfARangeBelongToIt() {
        Instant midnight = Instant.parse("2026-11-24T16:00:00Z");
        store.add(delivery("A", midnight.minusMillis(1), null, false));
        store.add(delivery("A", midnight, null, false));

        assertThat(of(TODAY, TODAY).byType().get("A").sent()).isEqualTo(1);
        assertThat(of(TODAY.minusDays(1), TODAY).byType().get("A").sent()).isEqualTo(2);
        assertThat(of(TODAY.minusDays(3), TODAY.minusDays(2)).byType()).isEmpty();
    }

    @Test
    void latencyIsFromTheEventToTheStoreAndFromThereToTheScreen() {
        store.add(new Delivery("A", NOW.minusMillis(100), NOW, NOW.plusMillis(40), false, false));

        Statistics it = of(TODAY, TODAY);

        assertThat(it.eventToStored().percentile(50)).isEqualTo(100);
        assertThat(it.storedToDisplayed().percentile(50)).isEqualTo(40);
        assertThat(it.eventToDisplayed().percentile(50)).isEqualTo(140);
    }

    @Test
    void whatWasReplayedOrHeldBackIsCountedButNotMeasured() {
        store.add(new Delivery("A", NOW.minus(DAY), NOW, NOW.plus(DAY), true, true));

        assertThat(of(TODAY, TODAY).byType()).containsEntry("A", new Counts(1, 1, 1, 0));
        assertThat(of(TODAY, TODAY).eventToStored().count()).isZero();
        assertThat(of(TODAY, TODAY).eventToDisplayed().count()).isZero();
    }

    @Test
    void aDayOfTwoWeeksAgoIsCountedOnceAndOutlivesItsNotifications() {
        store.add(delivery("A", NOW.minus(DAY.multipliedBy(15)), NOW, true));
        statistics.settle().block();
        store.clear();
        looksAtTheStore = 0;

        assertThat(of(TODAY.minusDays(16), TODAY.minusDays(15)).byType()).containsEntry("A", new Counts(1, 1, 1, 0));
        assertThat(looksAtTheStore).isZero();
        assertThat(settled).doesNotContainKey(TODAY.minusDays(14)).hasSize(31);
    }

    @Test
    void aDayThatNobodySettledIsSettledWhenItIsAskedFor() {
        store.add(delivery("A", NOW.minus(DAY.multipliedBy(300)), null, true));

        of(TODAY.minusDays(300), TODAY.minusDays(300));
        of(TODAY.minusDays(300), TODAY.minusDays(300));

        assertThat(looksAtTheStore).isEqualTo(1);
        assertThat(settled).containsOnlyKeys(TODAY.minusDays(300));
    }

    private Statistics of(LocalDate first, LocalDate last) {
        return statistics.of(first, last).block();
    }

    private static Delivery delivery(String type, Instant storedAt, @Nullable Instant displayedAt, boolean read) {
        return new Delivery(type, storedAt, storedAt, displayedAt, read, false);
    }

    private final class Stored implements Deliveries {
        @Override
        public Mono<Long> note(String recipient, Map<String, Instant> displayed, Instant now) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<Instant> displayedAt(String recipient, String id) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<Spread> spread(String type, String subject) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Flux<Delivery> stored(Instant from, Instant until) {
            looksAtTheStore++;
            return Flux.fromIterable(List.copyOf(store))
                    .filter(it -> !it.storedAt().isBefore(from) && it.storedAt().isBefore(until));
        }
    }

    private final class Failed implements Failures {
        @Override
        public Mono<Void> note(Collection<Failure> failures) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<Map<String, Long>> count(Instant from, Instant until) {
            return Mono.just(failed.stream()
                    .filter(it -> !it.at().isBefore(from) && it.at().isBefore(until))
                    .collect(Collectors.groupingBy(Failure::type, Collectors.counting())));
        }
    }

    private final class Settled implements SettledDays {
        @Override
        public Mono<Statistics> find(LocalDate day, ZoneId zone) {
            return Mono.justOrEmpty(settled.get(day));
        }

        @Override
        public Mono<Void> put(LocalDate day, ZoneId zone, Statistics statistics) {
            return Mono.fromRunnable(() -> settled.put(day, statistics));
        }
    }
}
