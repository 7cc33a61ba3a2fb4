package com.andejia.crm.notifications.statistics;

import com.andejia.crm.notifications.feed.Deliveries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts day by day, by the agency's clock: recent days anew each time, long gone ones once and for good. */
@Component
public class DeliveryStatistics {
    /** How far back days are looked for that nobody has settled, such as when the service was away. */
    private static final int LOOK_BACK_DAYS = 30;

    private final Deliveries deliveries;
    private final Failures failures;
    private final SettledDays settled;
    private final Duration settledAfter;
    private final ZoneId zone;
    private final Clock clock;

    DeliveryStatistics(
            Deliveries deliveries,
            Failures failures,
            SettledDays settled,
            StatisticsProperties properties,
            @Value("${crm.zone}") ZoneId zone,
            Clock clock) {
        this.deliveries = deliveries;
        this.failures = failures;
        this.settled = settled;
        this.settledAfter = properties.settledAfter();
        this.zone = zone;
        this.clock = clock;
    }

    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /** Of all these days, both included. */
    public Mono<Statistics> of(LocalDate first, LocalDate last) {
        return days(first, last).concatMap(this::day).reduceWith(() -> new Statistics(), (sum, day) -> sum.add(day));
    }

    /** Settles what is to be settled before notifications of that time are let go. */
    Mono<Void> settle() {
        return Mono.defer(() -> {
            LocalDate last = clock.instant()
                    .minus(settledAfter)
                    .atZone(zone)
                    .toLocalDate()
                    .minusDays(1);
            return days(last.minusDays(LOOK_BACK_DAYS), last)
                    .concatMap(this::day)
                    .then();
        });
    }

    private static Flux<LocalDate> days(LocalDate first, LocalDate last) {
        return Flux.fromStream(() -> first.datesUntil(last.plusDays(1)));
    }

    private Mono<Statistics> day(LocalDate day) {
        boolean isLongGone = !midnight(day.plusDays(1)).plus(settledAfter).isAfter(clock.instant());
        return isLongGone ? settled.find(day, zone).switchIfEmpty(Mono.defer(() -> settle(day))) : count(day);
    }

    private Mono<Statistics> settle(LocalDate day) {
        return count(day).flatMap(counted -> settled.put(day, zone, counted).thenReturn(counted));
    }

    private Mono<Statistics> count(LocalDate day) {
        Instant from = midnight(day);
        Instant until = midnight(day.plusDays(1));
        return deliveries
                .stored(from, until)
                .collect(() -> new Statistics(), (counted, it) -> counted.add(it))
                .zipWith(failures.count(from, until), (counted, failed) -> {
                    failed.forEach(counted::addFailed);
                    return counted;
                });
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
