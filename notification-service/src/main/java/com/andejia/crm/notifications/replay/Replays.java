package com.andejia.crm.notifications.replay;

import com.andejia.crm.events.Person;
import com.andejia.crm.notifications.api.InvalidRequest;
import com.andejia.crm.notifications.api.RefusedRequest;
import com.andejia.crm.notifications.replay.Replay.State;
import com.andejia.crm.notifications.staff.StaffTableReady;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Replays, one at a time: each runs on the replica that was asked for it, and whichever is asked how far it is knows. */
@Component
public class Replays implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Map<ReplayRun, Thread> running = new ConcurrentHashMap<>();
    private final ReplayParts parts;
    private final ReplayStore store;
    private volatile boolean staffAreKnown;
    private volatile boolean started;

    Replays(ReplayParts parts, ReplayStore store) {
        this.parts = parts;
        this.store = store;
    }

    @EventListener
    void on(StaffTableReady ready) {
        staffAreKnown = true;
    }

    /**
     * Begins it, even if whoever asks goes away meanwhile. Two that are asked for at the same moment may both begin, and tell nobody twice.
     *
     * @throws RefusedRequest (in the Mono) 409 if one runs already
     * @throws InvalidRequest (in the Mono) if there is no such partition
     */
    public Mono<Replay> start(ReplayOrder order, Person by) {
        if (!staffAreKnown) { // an audience must not be empty because a replica is young
            return Mono.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
        }
        Instant now = parts.clock().instant();
        var replay = new Replay(
                UUID.randomUUID().toString(), order, by, now, State.RUNNING, 0, Counts.NONE, now, null, null, null);
        Mono<Replay> begun = store.isAnyRunning(now.minus(parts.properties().silence()))
                .flatMap(busy -> busy
                        ? Mono.error(RefusedRequest.conflict("已有回放正在进行，请等待其完成或先取消"))
                        : Mono.fromCallable(() -> parts.open(order)).subscribeOn(Schedulers.boundedElastic()))
                .flatMap(range -> store.add(replay)
                        .then(Mono.fromCallable(() -> begin(replay, range)))
                        .doOnError(e -> range.close()));
        return Mono.fromFuture(begun::toFuture, true);
    }

    private Replay begin(Replay replay, EventRange range) {
        log.info(
                "replay {} of {} asked for by {}{}",
                replay.id(),
                replay.order().topics(),
                replay.by().id(),
                replay.order().dryRun() ? ", dry run" : "");
        var run = new ReplayRun(replay, range, parts);
        var thread = new Thread(
                () -> {
                    run.run();
                    running.remove(run);
                },
                "replay-" + replay.id());
        thread.setDaemon(true);
        running.put(run, thread);
        thread.start();
        return replay;
    }

    /**
     * Tells whichever replica runs it to stop.
     *
     * @throws RefusedRequest (in the Mono) 404, or 409 if it does not run
     */
    public Mono<Replay> cancel(String id, Person by) {
        return find(id).flatMap(replay ->
                        store.cancel(id, by).switchIfEmpty(Mono.error(() -> RefusedRequest.conflict("回放已结束，不能取消"))))
                .doOnSuccess(replay -> log.info("replay {} cancelled by {}", id, by.id()));
    }

    /**
     * How far it is.
     *
     * @throws RefusedRequest (in the Mono) 404
     */
    public Mono<Replay> find(String id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> RefusedRequest.notFound("没有这个回放")));
    }

    /** How far it is, whenever that is something else, until it has ended. */
    public Flux<Replay> follow(String id) {
        return find(id).repeatWhen(again -> again.delayElements(LOOK))
                .distinctUntilChanged()
                .takeUntil(replay -> !replay.isRunning());
    }

    @Override
    public void start() {
        started = true;
    }

    /** They say that they are cut off, rather than leaving it to be found out. */
    @Override
    public void stop() {
        started = false;
        running.keySet().forEach(ReplayRun::stop);
        running.values().forEach(Replays::await);
    }

    private static void await(Thread thread) {
        try {
            thread.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
