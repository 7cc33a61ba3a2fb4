package com.andejia.crm.notifications.replay.web;

import com.andejia.crm.notifications.api.Answer;
import com.andejia.crm.notifications.api.Caller;
import com.andejia.crm.notifications.api.Paging;
import com.andejia.crm.notifications.api.Refuses;
import com.andejia.crm.notifications.feed.Page;
import com.andejia.crm.notifications.replay.ReplayStore;
import com.andejia.crm.notifications.replay.Replays;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For admins only, as the security rules have it. */
@RestController
@RequestMapping("/api/ops/replays")
class ReplayController {
    private final Replays replays;
    private final ReplayStore store;
    private final Set<String> topics;
    private final Clock clock;

    ReplayController(Replays replays, ReplayStore store, ScenarioCatalogue catalogue, Clock clock) {
        this.replays = replays;
        this.store = store;
        this.topics = Set.of(catalogue.topics());
        this.clock = clock;
    }

    @Operation(summary = "回放事件（管理员）：只补缺失的通知，静默、时间为事件时间；dryRun 只统计。范围按时间或偏移量，不含 to")
    @Refuses(HttpStatus.CONFLICT)
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Answer<ReplayView>> start(JwtAuthenticationToken caller, @RequestBody NewReplay wanted) {
        return replays.start(wanted.toOrder(topics), Caller.of(caller))
                .map(replay -> new Answer<>(true, "回放已开始", ReplayView.of(replay)));
    }

    @Operation(summary = "全部回放，最新在前：谁、何时、做了什么、结果如何")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<Page<ReplayView>>> list(
            @RequestParam(defaultValue = "1") int page, @RequestParam(defaultValue = "20") int pageSize) {
        Paging.requireInRange(page, pageSize);
        return store.page(page, pageSize)
                .map(found -> new Page<>(
                        found.items().stream().map(ReplayView::of).toList(),
                        found.total(),
                        found.page(),
                        found.pageSize()))
                .map(Answer::of);
    }

    @Operation(summary = "回放的进度与结果")
    @Refuses(HttpStatus.NOT_FOUND)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<ReplayView>> one(@PathVariable String id) {
        return replays.find(id).map(ReplayView::of).map(Answer::of);
    }

    @Operation(summary = "回放的进度（text/event-stream）：progress，最后是 finished")
    @Refuses(HttpStatus.NOT_FOUND)
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<ReplayView>> follow(
            JwtAuthenticationToken caller, @PathVariable String id, ServerHttpResponse response) {
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders().set("X-Accel-Buffering", "no");
        Instant end = Objects.requireNonNull(caller.getToken().getExpiresAt(), "checked with the token");
        return replays.follow(id)
                .map(replay -> ServerSentEvent.builder(ReplayView.of(replay))
                        .event(replay.isRunning() ? "progress" : "finished")
                        .build())
                .takeUntilOther(Mono.delay(Duration.between(clock.instant(), end)));
    }

    @Operation(summary = "取消回放；已补发的保留")
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    @PostMapping(path = "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Answer<ReplayView>> cancel(JwtAuthenticationToken caller, @PathVariable String id) {
        return replays.cancel(id, Caller.of(caller)).map(replay -> new Answer<>(true, "正在取消", ReplayView.of(replay)));
    }
}
