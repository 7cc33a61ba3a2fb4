package com.andejia.crm.notifications.statistics.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.localstack.TestStack;
import com.andejia.crm.notifications.statistics.Counts;
import com.andejia.crm.notifications.statistics.Failure;
import com.andejia.crm.notifications.statistics.Latency;
import com.andejia.crm.notifications.statistics.Statistics;
import com.mongodb.reactivestreams.client.MongoClients;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/** What was counted and what was set aside, on the real wire protocol. */
class MongoStatisticsIT {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-25");

    private final ReactiveMongoTemplate mongo = new ReactiveMongoTemplate(
            MongoClients.create(TestStack.shared().mongoUri("statistics")), "statistics-" + UUID.randomUUID());
    private final MongoFailures failures = new MongoFailures(mongo);
    private final MongoSettledDays days = new MongoSettledDays(mongo);

    @Test
    void aRequestThatWasSetAsideCountsOnceAndInItsTime() {
        Failure first = new Failure("1", "A", NOON);

        failures.note(List.of(first)).block();
        failures.note(List.of(first, new Failure("2", "A", NOON), new Failure("3", "B", NOON.plusSeconds(1))))
                .block();

        assertThat(failures.count(NOON, NOON.plusSeconds(1)).block()).isEqualTo(Map.of("A", 2L));
        assertThat(failures.count(NOON, NOON.plusSeconds(2)).block()).isEqualTo(Map.of("A", 2L, "B", 1L));
        assertThat(failures.count(NOON.plusSeconds(2), NOON.plusSeconds(3)).block())
                .isEmpty();
    }

    @Test
    void aSettledDayComesBackAsItWasCountedAndOnlyInItsZone() {
        Map<String, Counts> counts = Map.of("A", new Counts(4, 3, 2, 1));
        var counted = new Statistics(counts, latency(40, 41), latency(7), latency());

        assertThat(days.find(DAY, ZoneOffset.UTC).block()).isNull();
        days.put(DAY, ZoneOffset.UTC, counted).block();
        days.put(DAY, ZoneOffset.UTC, counted).block();

        Statistics found = days.find(DAY, ZoneOffset.UTC).block();
        assertThat(found.byType()).isEqualTo(counts);
        assertThat(found.eventToStored().count()).isEqualTo(2);
        assertThat(found.eventToStored().percentile(99)).isEqualTo(41);
        assertThat(found.storedToDisplayed().percentile(50)).isEqualTo(7);
        assertThat(found.eventToDisplayed().count()).isZero();
        assertThat(days.find(DAY, ZoneId.of("Asia/Shanghai")).block()).isNull();
    }

    private static Latency latency(long... millis) {
        Latency latency = new Latency();
        LongStream.of(millis).forEach(it -> latency.add(NOON, NOON.plusMillis(it)));
        return latency;
    }
}
