package com.andejia.crm.notifications.template;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets this replica use what was edited on any: it looks every two seconds. While the store is away it uses what it knows; when
 * it starts, nobody is told anything before it has looked once.
 */
@Component
class TemplateRefresh implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TemplateRefresh.class);

    private final Templates templates;
    private final TemplateEdits edits;
    private final ApplicationEventPublisher events;
    private final Duration interval;
    private final AtomicBoolean announced = new AtomicBoolean();
    private volatile Disposable work = Disposables.disposed();

    TemplateRefresh(
            Templates templates,
            TemplateEdits edits,
            ApplicationEventPublisher events,
            @Value("${crm.templates.refresh}") Duration interval) {
        this.templates = templates;
        this.edits = edits;
        this.events = events;
        this.interval = interval;
    }

    @Override
    public void start() {
        work = Flux.interval(Duration.ZERO, interval)
                .onBackpressureDrop()
                .concatMap(
                        tick -> now().doOnError(e -> log.warn("texts stay as they are for now: {}", e.toString()))
                                .onErrorComplete(),
                        1)
                .subscribe();
    }

    /** Looks at once. */
    Mono<Void> now() {
        return edits.newest()
                .collectMap(TemplateVersion::key, TemplateVersion::text)
                .doOnNext(templates::use)
                .then(Mono.<Void>fromRunnable(this::announce).subscribeOn(Schedulers.boundedElastic()));
    }

    private void announce() {
        if (announced.compareAndSet(false, true)) {
            events.publishEvent(new TemplatesReady());
        }
    }

    @Override
    public void stop() {
        work.dispose();
    }

    @Override
    public boolean isRunning() {
        return !work.isDisposed();
    }
}
