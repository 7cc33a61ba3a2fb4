package com.andejia.crm.notifications.live;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The open streams of this replica. A stream attaches to the live frames first, then reads what it missed from the store,
 * then lets the frames through: nothing falls between.
 */
@Component
class LiveStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final int MAX_RESUMED = 300;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_HEARTBEAT = 20;
    private static final int SHUTDOWN_STEPS = 50;
    private static final Duration SHUTDOWN_STEP = Duration.ofMillis(100);

    /**
     * For how many people one replica counts what is unread: when all are told something at once, counts come later rather than
     * notifications.
     */
    private static final RateLimiterConfig COUNTS = RateLimiterConfig.custom()
            .limitForPeriod(50)
            .limitRefreshPeriod(Duration.ofMillis(100))
            .timeoutDuration(Duration.ofDays(1))
            .build();

    /** Where a client is whose event id means nothing: in no epoch, so that it has to resync. */
    private static final StreamPosition NOWHERE = StreamPosition.beginningOf("");

    private final Map<String, PersonStreams> people = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final RateLimiter counts = RateLimiter.of("unread-counts", COUNTS);
    private final SharedBacklog backlog;
    private final Clock clock;
    private final Disposable.Swap timer = Disposables.swap();
    private volatile boolean running;

    LiveStreams(Backlog backlog, Clock clock, MeterRegistry meters) {
        this.backlog = new SharedBacklog(backlog);
        this.clock = clock;
        Gauge.builder("crm.streams.open", open, AtomicInteger::get)
                .description("Streams that are open on this replica")
                .register(meters);
    }

    /** A new stream, as a flow of frames. */
    Flux<byte[]> open(StreamOpening opening) {
        return Flux.defer(() -> {
            var sink = new ReactiveSink();
            Disposable leaving = open(opening, sink);
            return sink.frames().doFinally(signal -> leaving.dispose());
        });
    }

    /** A new stream into the sink; what it returns is to be disposed of when the sink is closed. */
    Disposable open(StreamOpening opening, FrameSink sink) {
        String person = opening.person();
        StreamPosition position = opening.lastEventId() == null
                ? null
                : StreamPosition.parse(opening.lastEventId()).orElse(NOWHERE);
        var stream = new LiveStream(sink, position, opening.expiresAt());
        stream.sendNow(Frame.RETRY);
        attach(person, stream);
        Disposable start = backlog.unread(person)
                .doOnNext(count -> stream.sendNow(Frame.unreadCount(count)))
                .then(catchUp(person, stream))
                .subscribe(done -> {}, failure -> giveUp(stream, failure));
        return () -> {
            start.dispose();
            detach(person, stream);
        };
    }

    /** A frame for one person, from the broadcast; false if nobody listens here. */
    boolean deliver(String person, Frame frame) {
        PersonStreams streams = people.get(person);
        if (streams == null) {
            return false;
        }
        streams.forEach(stream -> stream.deliver(frame));
        streams.refreshUnread();
        return true;
    }

    /** Frames may have been missed: every stream asks the store. */
    void catchUpAll() {
        people.forEach((person, streams) -> streams.forEach(stream -> {
            if (stream.hold()) {
                catchUp(person, stream).subscribe(done -> {}, failure -> giveUp(stream, failure));
            }
        }));
    }

    /** For a stream on hold: sends what the store has after its place, and lets the held frames through. */
    private Mono<Void> catchUp(String person, LiveStream stream) {
        return Mono.defer(() -> missed(person, stream))
                .flatMap(missed -> stream.resume(missed) ? Mono.empty() : catchUp(person, stream));
    }

    private Mono<List<Frame>> missed(String person, LiveStream stream) {
        Mono<List<Frame>> joined = backlog.last(person).doOnNext(stream::join).thenReturn(List.of());
        StreamPosition place = stream.place();
        if (place == null) {
            return joined;
        }
        return backlog.after(person, place, MAX_RESUMED + 1)
                .filter(missed -> missed.size() <= MAX_RESUMED)
                .switchIfEmpty(joined.thenReturn(List.of(Frame.RESYNC)));
    }

    private void giveUp(LiveStream stream, Throwable failure) {
        log.warn("a stream cannot read what it missed, ends and lets its client come back: {}", failure.toString());
        stream.end();
    }

    private void attach(String person, LiveStream stream) {
        people.compute(person, (id, streams) -> {
            PersonStreams all = streams == null ? new PersonStreams(backlog.unread(id), counts) : streams;
            all.add(stream);
            return all;
        });
        open.incrementAndGet();
    }

    private void detach(String person, LiveStream stream) {
        people.computeIfPresent(person, (id, streams) -> streams.remove(stream) ? null : streams);
        open.decrementAndGet();
    }

    private void tick(long number) {
        Instant now = clock.instant();
        boolean beat = number % TICKS_PER_HEARTBEAT == TICKS_PER_HEARTBEAT - 1;
        people.values()
                .forEach(streams -> streams.forEach(stream -> {
                    stream.watchExpiry(now);
                    if (beat) {
                        stream.sendNow(Frame.HEARTBEAT);
                    }
                }));
    }

    @Override
    public void start() {
        running = true;
        timer.replace(
                Flux.interval(TICK, Schedulers.parallel()).onBackpressureDrop().subscribe(this::tick));
    }

    /** Before the web server stops: streams end a few at a time, so that their clients do not all return at once. */
    @Override
    public void stop(Runnable done) {
        running = false;
        timer.dispose();
        List<LiveStream> ending =
                people.values().stream().flatMap(PersonStreams::stream).toList();
        Flux.fromIterable(ending)
                .buffer(ending.size() / SHUTDOWN_STEPS + 1)
                .delayElements(SHUTDOWN_STEP)
                .doOnNext(some -> some.forEach(LiveStream::end))
                .doFinally(signal -> done.run())
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
