package com.andejia.crm.notifications.redrive.web;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.Caller;
import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.api.Paging;
import com.andejia.crm.notifications.api.RefusedRequest;
import com.andejia.crm.notifications.api.Refuses;
import com.andejia.crm.notifications.feed.Page;
import com.andejia.crm.notifications.redrive.Correction;
import com.andejia.crm.notifications.redrive.DeadLetter;
import com.andejia.crm.notifications.redrive.DeadLetter.State;
import com.andejia.crm.notifications.redrive.DeadLetterFilter;
import com.andejia.crm.notifications.redrive.DeadLetterStore;
import com.andejia.crm.notifications.redrive.Redrives;
import com.andejia.crm.notifications.redrive.Redrives.Many;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For admins only, as the security rules have it. */
@RestController
@RequestMapping(path = "/api/ops/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
class DeadLetterController {
    private static final int LONGEST_REASON = 200;
    private static final int MANY = 500;

    private final DeadLetterStore store;
    private final Redrives redrives;

    DeadLetterController(DeadLetterStore store, Redrives redrives) {
        this.store = store;
        this.redrives = redrives;
    }

    record Discard(
            @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = LONGEST_REASON)
            String reason) {}

    /** @param unknown fields that there are none of: one that is misspelt must not be lost, or it means them all */
    record Which(
            @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String topic,

            @Nullable String eventType,
            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> unknown) {}

    @Operation(summary = "死信（管理员），最新在前：内容已脱敏，附原因、来源与处理记录；state 为 OPEN、REDRIVING、REDRIVEN、DISCARDED")
    @GetMapping
    Mono<Answer<Page<DeadLetter>>> list(
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int pageSize,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String eventType) {
        Paging.requireInRange(page, pageSize);
        var filter = new DeadLetterFilter(state(blankToNull(state)), blankToNull(topic), blankToNull(eventType));
        return store.page(filter, page, pageSize).map(Answer::of);
    }

    @Operation(summary = "一条死信")
    @Refuses(HttpStatus.NOT_FOUND)
    @GetMapping("/{id}")
    Mono<Answer<DeadLetter>> one(@PathVariable String id) {
        return store.find(id)
                .switchIfEmpty(Mono.error(() -> RefusedRequest.notFound("没有这条死信")))
                .map(Answer::of);
    }

    @Operation(summary = "重新投递到原主题，键与事件 id 不变；可修正事件类型 type 或内容 body")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    @PostMapping("/{id}/redrive")
    Mono<Answer<DeadLetter>> redrive(
            JwtAuthenticationToken caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Correction correction) {
        requireText("type", correction == null ? null : correction.type());
        return redrives.redrive(id, correction == null ? Correction.NONE : correction, Caller.of(caller))
                .map(letter -> new Answer<>(true, "已重新投递", letter));
    }

    @Operation(summary = "按条件重新投递未处理的死信，按发生顺序，一次最多 500 条；left 为 true 表示还有")
    @PostMapping("/redrive")
    Mono<Answer<Many>> redriveAll(JwtAuthenticationToken caller, @RequestBody Which which) {
        if (which.unknown() != null && !which.unknown().isEmpty()) {
            throw new InvalidRequest(which.unknown().keySet().iterator().next(), "没有这个字段");
        }
        String topic = blankToNull(which.topic());
        if (topic == null) {
            throw new InvalidRequest("topic", "必填");
        }
        var filter = new DeadLetterFilter(null, topic, blankToNull(which.eventType()));
        return redrives.redriveAll(filter, MANY, Caller.of(caller)).map(Answer::of);
    }

    @Operation(summary = "丢弃，并写明原因")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    @PostMapping("/{id}/discard")
    Mono<Answer<DeadLetter>> discard(
            JwtAuthenticationToken caller, @PathVariable String id, @RequestBody Discard request) {
        String reason = blankToNull(request.reason());
        if (reason == null) {
            throw new InvalidRequest("reason", "必填");
        }
        requireText("reason", reason);
        return redrives.discard(id, reason, Caller.of(caller)).map(letter -> new Answer<>(true, "已丢弃", letter));
    }

    private static void requireText(String field, @Nullable String text) {
        if (text != null
                && (text.isBlank()
                        || text.length() > LONGEST_REASON
                        || !StandardCharsets.UTF_8.newEncoder().canEncode(text))) {
            throw new InvalidRequest(field, "应为 1 到 " + LONGEST_REASON + " 个有效字符");
        }
    }

    private static @Nullable State state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Stream.of(State.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("state", "应为 OPEN、REDRIVING、REDRIVEN 或 DISCARDED"));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
