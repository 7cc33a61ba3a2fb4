package com.andejia.crm.notifications.feed.web;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.api.RefusedRequest;
import com.andejia.crm.notifications.api.Refuses;
import com.andejia.crm.notifications.feed.FeedState;
import com.andejia.crm.notifications.feed.NotificationStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the caller does with one of their notifications. Each may be asked for again; another person's is not there. */
@RestController
@RequestMapping(path = "/api/notifications/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class StateController {
    private static final String WRONG_TIME =
            "应为将来 " + FeedState.LONGEST_SNOOZE.toDays() + " 天内的时间，如 2025-11-24T07:43:08.911Z";

    private final FeedState feed;

    StateController(FeedState feed) {
        this.feed = feed;
    }

    /**
     * How it is now.
     *
     * @param changed false if it was so before
     */
    record State(
            String id, NotificationStatus status, @Nullable Instant snoozedUntil, boolean changed) {}

    record Snooze(
            @Schema(format = "date-time", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String until) {}

    @Operation(summary = "归档：不再计入未读，也不再出现在默认列表中")
    @Refuses(HttpStatus.NOT_FOUND)
    @PutMapping("/archive")
    Mono<Answer<State>> archive(Principal caller, @PathVariable String id) {
        return answer(feed.archive(caller.getName(), id), id, NotificationStatus.ARCHIVED, null);
    }

    @Operation(summary = "恢复为未读")
    @Refuses(HttpStatus.NOT_FOUND)
    @PutMapping("/unread")
    Mono<Answer<State>> unread(Principal caller, @PathVariable String id) {
        return answer(feed.unread(caller.getName(), id), id, NotificationStatus.SENT, null);
    }

    @Operation(summary = "稍后提醒：到时重新成为未读并弹出；最长 30 天")
    @Refuses(HttpStatus.NOT_FOUND)
    @PostMapping("/snooze")
    Mono<Answer<State>> snooze(Principal caller, @PathVariable String id, @RequestBody Snooze request) {
        Instant until = until(request.until());
        return answer(feed.snooze(caller.getName(), id, until), id, NotificationStatus.SNOOZED, until);
    }

    private Instant until(@Nullable String text) {
        try {
            Instant until =
                    OffsetDateTime.parse(text == null ? "" : text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (feed.canSnoozeUntil(until)) {
                return until;
            }
        } catch (DateTimeException e) {
            throw new InvalidRequest("until", WRONG_TIME);
        }
        throw new InvalidRequest("until", WRONG_TIME);
    }

    private static Mono<Answer<State>> answer(
            Mono<Boolean> changed, String id, NotificationStatus status, @Nullable Instant until) {
        return changed.map(it -> Answer.of(new State(id, status, until, it)))
                .switchIfEmpty(Mono.error(() -> RefusedRequest.notFound("没有这条通知")));
    }
}
