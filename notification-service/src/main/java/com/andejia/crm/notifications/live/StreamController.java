package com.andejia.crm.notifications.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The stream over HTTP. Whose it is comes from the token only. */
@RestController
class StreamController {
    static final String PATH = "/api/notifications/stream";

    private final LiveStreams streams;
    private final ChannelHandover handover;

    StreamController(LiveStreams streams, ChannelHandover handover) {
        this.streams = streams;
        this.handover = handover;
    }

    @Operation(summary = "我的通知流（text/event-stream）；断线后用 Last-Event-ID 续传")
    @SecurityRequirement(name = "bearer")
    @SecurityRequirement(name = "session")
    @GetMapping(PATH)
    Mono<Void> stream(
            JwtAuthenticationToken caller,
            @Parameter(description = "最后收到的事件 id：其后的按顺序补发，最多 300 条")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventIdHeader,
            @Parameter(description = "同 Last-Event-ID，供自行重连的客户端使用；请求头优先") @RequestParam(required = false) @Nullable
                    String lastEventId,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.setCacheControl("no-store");
        headers.set("X-Accel-Buffering", "no");
        String since = firstGiven(lastEventIdHeader, lastEventId);
        Instant expiresAt = Objects.requireNonNull(caller.getToken().getExpiresAt(), "checked with the token");
        var opening = new StreamOpening(caller.getName(), since, expiresAt);
        if (handover.accepts(request, sink -> streams.open(opening, sink))) {
            return response.setComplete();
        }
        DataBufferFactory buffers = response.bufferFactory();
        return response.writeAndFlushWith(
                streams.open(opening).map(frame -> Mono.<DataBuffer>just(buffers.wrap(frame))));
    }

    private static @Nullable String firstGiven(@Nullable String header, @Nullable String parameter) {
        if (header != null && !header.isBlank()) {
            return header;
        }
        return parameter == null || parameter.isBlank() ? null : parameter;
    }
}
