package com.andejia.crm.notifications.feed.web;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.feed.Feed;
import com.andejia.crm.notifications.feed.NotificationCursor;
import com.andejia.crm.notifications.feed.NotificationFilter;
import com.andejia.crm.notifications.feed.NotificationPage;
import com.andejia.crm.notifications.feed.NotificationStatus;
import com.andejia.crm.notifications.feed.Notifications;
import com.andejia.crm.notifications.live.StreamPosition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.Principal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The notification centre. Everything here is the caller's own: whose, is in the token and in every query. */
@RestController
@RequestMapping(path = "/api/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
class FeedController {
    private static final int MAX_PAGE_SIZE = 100;
    private static final int MAX_PAGE = 100_000;
    private static final int MAX_SEARCH = 50;
    private static final int MAX_IDS = 500;
    private static final String DATE = "日期（含全天），或 RFC 3339 时间";

    private final Notifications notifications;
    private final Feed feed;
    private final DateParameter dates;

    FeedController(Notifications notifications, Feed feed, DateParameter dates) {
        this.notifications = notifications;
        this.feed = feed;
        this.dates = dates;
    }

    record Count(long count) {}

    record MarkRead(
            @ArraySchema(
                    minItems = 1,
                    maxItems = MAX_IDS,
                    arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED))
            @Nullable
            List<@Nullable String> notificationIds) {}

    record MarkAllRead(
            @Schema(description = "事件 id；不提供则为全部") @Nullable String upTo) {}

    @Operation(summary = "我的通知，最新在前；不含已归档和稍后提醒的，除非用 status 指定。很长的列表用 nextCursor 继续；第一页的 upTo 可用于全部标记已读")
    @GetMapping
    Mono<Answer<NotificationPage>> list(
            Principal caller,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int pageSize,
            @RequestParam(required = false) @Nullable String type,
            @Parameter(schema = @Schema(implementation = NotificationStatus.class))
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Parameter(description = DATE) @RequestParam(required = false) @Nullable String startDate,
            @Parameter(description = DATE) @RequestParam(required = false) @Nullable String endDate,
            @Parameter(schema = @Schema(type = "string", maxLength = MAX_SEARCH))
                    @RequestParam(required = false)
                    @Nullable
                    String search,
            @Parameter(description = "上一页的 nextCursor") @RequestParam(required = false) @Nullable String cursor) {
        inRange("page", page, MAX_PAGE);
        inRange("pageSize", pageSize, MAX_PAGE_SIZE);
        if (search != null && search.length() > MAX_SEARCH) {
            throw new InvalidRequest("search", "最多 " + MAX_SEARCH + " 个字符");
        }
        var filter = new NotificationFilter(
                blankToNull(type),
                status(blankToNull(status)),
                dates.from("startDate", startDate),
                dates.until("endDate", endDate),
                blankToNull(search));
        return cursor == null
                ? feed.page(caller.getName(), filter, page, pageSize).map(Answer::of)
                : notifications
                        .pageAfter(caller.getName(), filter, cursor(cursor), pageSize)
                        .map(Answer::of);
    }

    @Operation(summary = "未读数")
    @GetMapping("/unread-count")
    Mono<Answer<Count>> unreadCount(Principal caller) {
        return notifications.countUnread(caller.getName()).map(Count::new).map(Answer::of);
    }

    @Operation(summary = "标记已读；返回实际变更的条数")
    @PutMapping("/mark-read")
    Mono<Answer<Count>> markRead(Principal caller, @RequestBody MarkRead request) {
        List<String> ids = ids(request);
        return feed.markRead(caller.getName(), ids).map(Count::new).map(Answer::of);
    }

    @Operation(summary = "全部标记已读；upTo 为事件 id，其后的通知不受影响")
    @PutMapping("/mark-all-read")
    Mono<Answer<Count>> markAllRead(Principal caller, @RequestBody(required = false) @Nullable MarkAllRead request) {
        String upTo = request == null ? null : request.upTo();
        StreamPosition position = upTo == null
                ? null
                : StreamPosition.parse(upTo).orElseThrow(() -> new InvalidRequest("upTo", "不是有效的事件 id"));
        return feed.markAllRead(caller.getName(), position).map(Count::new).map(Answer::of);
    }

    private static List<String> ids(MarkRead request) {
        List<@Nullable String> given = request.notificationIds();
        if (given == null || given.isEmpty()) {
            throw new InvalidRequest("notificationIds", "至少需要一个通知 id");
        }
        if (given.size() > MAX_IDS) {
            throw new InvalidRequest("notificationIds", "一次最多 " + MAX_IDS + " 个");
        }
        if (given.contains(null)) {
            throw new InvalidRequest("notificationIds", "不能为空");
        }
        return given.stream().flatMap(Stream::ofNullable).distinct().toList();
    }

    private static NotificationCursor cursor(String text) {
        return NotificationCursor.decode(text).orElseThrow(() -> new InvalidRequest("cursor", "cursor 无效"));
    }

    private static void inRange(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new InvalidRequest(name, "应在 1 到 " + max + " 之间");
        }
    }

    private static @Nullable NotificationStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Stream.of(NotificationStatus.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("status", "应为 SENT、READ、ARCHIVED 或 SNOOZED"));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
