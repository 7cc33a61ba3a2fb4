package com.andejia.crm.notifications.pipeline;

import com.andejia.crm.notifications.pipeline.Picture.Outbox;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** What customer-service has not published yet, as its metrics tell: the outbox is its own, and nobody else looks into it. */
@Component
class CustomerOutbox {
    private static final Logger log = LoggerFactory.getLogger(CustomerOutbox.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String PENDING = "crm_outbox_pending";
    private static final String OLDEST = "crm_outbox_oldest_seconds";

    private final WebClient client = WebClient.create();
    private final String metrics;

    CustomerOutbox(@Value("${crm.ops.customer-service-metrics}") String metrics) {
        this.metrics = metrics;
    }

    /** Empty if nobody has said where its metrics are, or they cannot be had now. */
    Mono<Outbox> state() {
        return metrics.isBlank()
                ? Mono.empty()
                : client.get()
                        .uri(metrics + "?includedNames={pending},{oldest}", PENDING, OLDEST)
                        .accept(MediaType.TEXT_PLAIN)
                        .retrieve()
                        .bodyToMono(String.class)
                        .timeout(PATIENCE)
                        .flatMap(text -> Mono.justOrEmpty(read(text)))
                        .doOnError(e -> log.warn("the outbox of customer-service is not known: {}", e.toString()))
                        .onErrorComplete();
    }

    static Optional<Outbox> read(String text) {
        return number(text, PENDING)
                .flatMap(pending -> number(text, OLDEST).map(oldest -> new Outbox(pending.longValue(), oldest)));
    }

    private static Optional<Double> number(String text, String name) {
        return Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([0-9.Ee+-]{1,30})$")
                .matcher(text)
                .results()
                .findFirst()
                .map((MatchResult match) -> Double.valueOf(match.group(1)));
    }
}
