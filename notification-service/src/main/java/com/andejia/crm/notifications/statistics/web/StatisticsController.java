package com.andejia.crm.notifications.statistics.web;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.statistics.Counts;
import com.andejia.crm.notifications.statistics.DeliveryStatistics;
import com.andejia.crm.notifications.statistics.Latency;
import com.andejia.crm.notifications.statistics.Statistics;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How notifications fare, for managers. */
@RestController
@RequestMapping(path = "/api/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
class StatisticsController {
    private static final int MAX_DAYS = 366;
    private static final int DEFAULT_DAYS = 7;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9998;

    private final DeliveryStatistics statistics;

    StatisticsController(DeliveryStatistics statistics) {
        this.statistics = statistics;
    }

    /** In milliseconds. */
    record Percentiles(long count, long p50, long p95, long p99) {
        static Percentiles of(Latency latency) {
            return new Percentiles(
                    latency.count(), latency.percentile(50), latency.percentile(95), latency.percentile(99));
        }
    }

    record Latencies(Percentiles eventToStored, Percentiles storedToDisplayed, Percentiles eventToDisplayed) {}

    record Report(LocalDate from, LocalDate to, Map<String, Counts> types, Latencies latency) {
        static Report of(LocalDate from, LocalDate to, Statistics it) {
            return new Report(
                    from,
                    to,
                    new TreeMap<>(it.byType()),
                    new Latencies(
                            Percentiles.of(it.eventToStored()),
                            Percentiles.of(it.storedToDisplayed()),
                            Percentiles.of(it.eventToDisplayed())));
        }
    }

    @Operation(summary = "送达统计（管理者）：各类型的发送、显示、已读、失败数，及延迟分位数（毫秒）；按天，含首尾，最多 366 天")
    @GetMapping("/statistics")
    Mono<Answer<Report>> statistics(
            @Parameter(schema = @Schema(type = "string", format = "date")) @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(schema = @Schema(type = "string", format = "date")) @RequestParam(required = false) @Nullable
                    String to) {
        LocalDate last = day("to", to, statistics.today());
        LocalDate first = day("from", from, last.minusDays(DEFAULT_DAYS - 1));
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MAX_DAYS) {
            throw new InvalidRequest("from", "应不晚于 to，且最多 " + MAX_DAYS + " 天");
        }
        return statistics
                .of(first, last)
                .map(counted -> Report.of(first, last, counted))
                .map(Answer::of);
    }

    private static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                throw new DateTimeException("year " + day.getYear());
            }
            return day;
        } catch (DateTimeException e) {
            throw new InvalidRequest(name, "应为日期 2025-11-24");
        }
    }
}
