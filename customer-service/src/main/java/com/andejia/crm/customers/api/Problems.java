package com.andejia.crm.customers.api;

import com.andejia.crm.customers.api.Refusal.Kind;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Turns whatever went wrong into an RFC 9457 problem; the last resort for everything, security included. */
@Component
@Order(-2) // before Spring Boot's own
public class Problems implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        Refusal refusal = Refusals.from(failure);
        if (refusal.kind() == Kind.FAILED) {
            log.error("{} failed", exchange.getLogPrefix().strip(), failure);
        } else if (refusal.kind() == Kind.UNAVAILABLE) {
            // Not its message, which may quote what was to be written.
            log.warn(
                    "refused for now: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure)
                            .getClass()
                            .getName());
        }
        Refusals.headers(failure)
                .forEach((name, values) -> exchange.getResponse().getHeaders().put(name, values));
        return write(exchange, refusal);
    }

    private Mono<Void> write(ServerWebExchange exchange, Refusal refusal) {
        HttpStatus status = HttpStatus.valueOf(refusal.kind().status());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(status.value()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl("no-store");
        if (refusal.retryAfter() != null) {
            String seconds = Long.toString(Math.max(1, refusal.retryAfter().toSeconds()));
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, seconds);
        }
        if (refusal.kind() == Kind.UNAUTHENTICATED) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        Problem problem = new Problem(
                "about:blank",
                status.getReasonPhrase(),
                status.value(),
                false,
                refusal.text(),
                refusal.errors().isEmpty() ? null : refusal.errors());
        byte[] body = json.writeValueAsBytes(problem);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Problem(
            String type,
            String title,
            int status,
            boolean success,
            String message,
            @Nullable List<FieldError> errors) {
        Problem {
            Objects.requireNonNull(message);
        }
    }
}
