package com.andejia.crm.notifications.statistics.web;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.feed.Deliveries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a screen has shown. The caller's own only: whose, is in the token and in the query. */
@RestController
@RequestMapping(path = "/api/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
class ReceiptController {
    private static final int MAX_RECEIPTS = 200;
    private static final int MAX_ID = 64;
    private static final int LAST_YEAR = 9999;

    private final Deliveries deliveries;
    private final Clock clock;

    ReceiptController(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    record Receipt(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = MAX_ID) @Nullable
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "date-time") @Nullable
            String displayedAt) {}

    record Count(long count) {}

    @Operation(summary = "上报通知已在屏幕上显示；以首次上报为准，返回新记录的条数")
    @PostMapping("/receipts")
    Mono<Answer<Count>> receive(Principal caller, @RequestBody List<@Nullable Receipt> receipts) {
        return deliveries
                .note(caller.getName(), firstTimes(receipts), clock.instant())
                .map(Count::new)
                .map(Answer::of);
    }

    private static Map<String, Instant> firstTimes(List<@Nullable Receipt> receipts) {
        if (receipts.isEmpty() || receipts.size() > MAX_RECEIPTS) {
            throw new InvalidRequest("receipts", "应为 1 到 " + MAX_RECEIPTS + " 条");
        }
        Map<String, Instant> times = new HashMap<>();
        for (Receipt receipt : receipts) {
            if (receipt == null) {
                throw new InvalidRequest("receipts", "不能为空");
            }
            times.merge(id(receipt), time(receipt), (one, other) -> one.isBefore(other) ? one : other);
        }
        return times;
    }

    private static String id(Receipt receipt) {
        String id = receipt.id();
        if (id == null || id.isBlank() || id.length() > MAX_ID) {
            throw new InvalidRequest("id", "应为通知 id");
        }
        return id;
    }

    private static Instant time(Receipt receipt) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(receipt.displayedAt() == null ? "" : receipt.displayedAt());
            if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
                throw new DateTimeException("year " + time.getYear());
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRequest("displayedAt", "应为时间 2025-11-24T07:43:08.911Z");
        }
    }
}
