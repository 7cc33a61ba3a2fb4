package com.andejia.crm.customers.startup;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Runs the preparations, in their order, before the port opens: a write that came earlier would find no unique indexes.
 * The only place that blocks, since nothing else can go on yet.
 */
@Component
class StartupSequence implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StartupSequence.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final List<Preparation> preparations;
    private final Duration patience;
    private volatile boolean running;

    StartupSequence(List<Preparation> preparations, @Value("${crm.startup.patience}") Duration patience) {
        this.preparations = preparations;
        this.patience = patience;
    }

    @Override
    public void start() {
        Flux.fromIterable(preparations).concatMap(this::persistently).then().block();
        running = true;
    }

    private Mono<Void> persistently(Preparation preparation) {
        return preparation
                .prepare()
                .retryWhen(Retry.fixedDelay(patience.dividedBy(RETRY), RETRY)
                        .filter(failure -> !(failure instanceof StartRefused))
                        .doBeforeRetry(retry -> log.warn(
                                "the database is not ready: {}", retry.failure().getMessage()))
                        .onRetryExhaustedThrow((spec, retry) -> retry.failure()));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which starts among the last. */
    @Override
    public int getPhase() {
        return 0;
    }
}
