package com.andejia.crm.customers.importing.web;

import com.andejia.crm.customers.api.Answer;
import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.importing.ErrorReport;
import com.andejia.crm.customers.importing.ImportProgress;
import com.andejia.crm.customers.importing.ImportProgress.Progress;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@RestController
@RequestMapping("/api/operations/{id}")
class OperationController {
    private final ImportProgress progress;
    private final ErrorReport errors;
    private final Clock clock;
    private final Sinks.Empty<Void> shutdown = Sinks.empty();

    OperationController(ImportProgress progress, ErrorReport errors, Clock clock) {
        this.progress = progress;
        this.errors = errors;
        this.clock = clock;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer<OperationView>> find(@PathVariable String id) {
        return existing(id).map(found -> Answer.of(OperationView.of(found)));
    }

    @Operation(summary = "进度流（text/event-stream）：progress，最后是 finished")
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<OperationView>> events(
            @PathVariable String id, Authentication caller, ServerHttpResponse response) {
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders().set("X-Accel-Buffering", "no");
        Jwt token = (Jwt) Objects.requireNonNull(caller.getCredentials(), "kept with the actor");
        Duration untilTheTokenEnds = Duration.between(
                clock.instant(), Objects.requireNonNull(token.getExpiresAt(), "checked with the token"));
        return progress.follow(id)
                .switchIfEmpty(Mono.error(OperationController::absent))
                .map(OperationController::event)
                .take(untilTheTokenEnds)
                .takeUntilOther(shutdown.asMono());
    }

    private static ServerSentEvent<OperationView> event(Progress progress) {
        return ServerSentEvent.builder(OperationView.of(progress))
                .event(progress.operation().isFinished() ? "finished" : "progress")
                .build();
    }

    @Operation(summary = "未导入的行及原因（CSV 文件）")
    @GetMapping("/errors")
    Mono<Void> errors(@PathVariable String id, ServerHttpResponse response) {
        return existing(id).flatMap(found -> {
            Download.describe(response, Download.CSV, "导入失败的行.csv");
            Flux<DataBuffer> body =
                    errors.of(id).map(lines -> response.bufferFactory().wrap(lines.getBytes(StandardCharsets.UTF_8)));
            return response.writeWith(body);
        });
    }

    private Mono<Progress> existing(String id) {
        return progress.of(id).switchIfEmpty(Mono.error(OperationController::absent));
    }

    private static Refusal absent() {
        return Refusal.of(Kind.NOT_FOUND, "操作不存在或已过期");
    }

    /** The server stops when all requests are done, and these might last. */
    @EventListener(ContextClosedEvent.class)
    void endStreams() {
        shutdown.tryEmitEmpty();
    }
}
