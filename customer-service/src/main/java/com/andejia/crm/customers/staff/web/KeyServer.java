package com.andejia.crm.customers.staff.web;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

/**
 * Whoever publishes the keys that tokens are verified by. It is asked for keys that are not known yet only, and a token can name
 * any key: so there is one question at a time, whose answer all share who wait for it and who come within some seconds; it is
 * given up after a while, headers and body together; and after a failure nobody asks for a moment.
 */
final class KeyServer implements ExchangeFilterFunction {
    private static final Logger log = LoggerFactory.getLogger(KeyServer.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Map<URI, Mono<String>> answers = new ConcurrentHashMap<>();
    private final TimeLimiter patience;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "key-server",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(1)
                    .minimumNumberOfCalls(1)
                    .waitDurationInOpenState(PAUSE)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());

    private KeyServer(Duration longestWait) {
        patience = TimeLimiter.of(longestWait);
        breaker.getEventPublisher().onStateTransition(change -> {
            switch (change.getStateTransition()) {
                case CLOSED_TO_OPEN ->
                    log.warn("the key server does not answer: known keys go on working, others wait");
                case HALF_OPEN_TO_CLOSED -> log.warn("the key server answers again");
                default -> {}
            }
        });
    }

    /**
     * Whoever asks, asks on a thread of its own: those of the web server may have thousands of requests before the answer, all of
     * which wait for it.
     */
    static WebClient client(Duration longestWait) {
        HttpClient ownThread = HttpClient.create().runOn(LoopResources.create("key-server", 1, true));
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(ownThread))
                .filter(new KeyServer(longestWait))
                .build();
    }

    /** A token that cannot be verified for want of keys is not the fault of the token, nor of this service. */
    static ReactiveJwtDecoder sayingSo(ReactiveJwtDecoder decoder) {
        return token ->
                decoder.decode(token).onErrorMap(failure -> !(failure instanceof JwtException), KeyServer::withoutKeys);
    }

    private static JwtException withoutKeys(Throwable failure) {
        return new JwtException("no keys", failure);
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return answers.computeIfAbsent(request.url(), url -> ask(request, next))
                .publishOn(Schedulers.parallel()) // not one thread for all who have waited
                .map(KeyServer::response);
    }

    private Mono<String> ask(ClientRequest request, ExchangeFunction next) {
        return Mono.defer(() -> next.exchange(request))
                .flatMap(KeyServer::body)
                .transformDeferred(TimeLimiterOperator.of(patience))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .cache(answer -> GOOD_FOR, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    private static Mono<String> body(ClientResponse response) {
        return response.statusCode().is2xxSuccessful() ? response.bodyToMono(String.class) : response.createError();
    }

    private static ClientResponse response(String body) {
        return ClientResponse.create(HttpStatus.OK)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .body(body)
                .build();
    }
}
