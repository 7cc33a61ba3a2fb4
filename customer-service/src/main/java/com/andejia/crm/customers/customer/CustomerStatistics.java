package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.staff.Actor;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** How many customers of which kind there are, and how many are new; days, weeks and months are those of the agency. */
@Service
public class CustomerStatistics {
    private final CustomerCounts counts;
    private final ZoneId zone;
    private final Clock clock;

    CustomerStatistics(CustomerCounts counts, @Value("${crm.zone}") ZoneId zone, Clock clock) {
        this.counts = counts;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * As one reader may see it.
     *
     * @param leadSource how many by each value; those without one are in the total only
     * @param newThisWeek since Monday
     */
    public record Figures(
            long total,
            Map<String, Long> leadSource,
            Map<String, Long> leadLevel,
            Map<String, Long> contractStatus,
            Map<String, Long> serviceCategory,
            long newToday,
            long newThisWeek,
            long newThisMonth) {}

    public Mono<Figures> of(Actor reader) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return Mono.zip(
                        counts.byProperty(reader),
                        counts.createdSince(start(today), reader),
                        counts.createdSince(
                                start(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))), reader),
                        counts.createdSince(start(today.withDayOfMonth(1)), reader))
                .map(all -> figures(all.getT1(), all.getT2(), all.getT3(), all.getT4()));
    }

    private static Figures figures(CustomerCounts.ByProperty rows, long today, long thisWeek, long thisMonth) {
        return new Figures(
                rows.total(),
                rows.of("leadSource"),
                rows.of("leadLevel"),
                rows.of("contractStatus"),
                rows.of("serviceCategory"),
                today,
                thisWeek,
                thisMonth);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
