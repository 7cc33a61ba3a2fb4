package com.andejia.crm.notifications.live;

import io.github.resilience4j.ratelimiter.RateLimiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The streams one person has open on this replica, oldest first. */
final class PersonStreams {
    private static final Logger log = LoggerFactory.getLogger(PersonStreams.class);
    private static final int MAX_STREAMS = 8;

    /** In a burst: five counts a second are as good as fifty to whoever looks, and cost a tenth. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final List<LiveStream> streams = new CopyOnWriteArrayList<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final Mono<Long> unread;
    private final RateLimiter counts;

    PersonStreams(Mono<Long> unread, RateLimiter counts) {
        this.unread = unread;
        this.counts = counts;
    }

    /** One too many ends the oldest, which is to stay away. */
    void add(LiveStream stream) {
        streams.add(stream);
        if (streams.size() > MAX_STREAMS) {
            LiveStream oldest = streams.remove(0);
            oldest.sendNow(Frame.SUPERSEDED);
            oldest.end();
        }
    }

    /** Whether it was the last one. */
    boolean remove(LiveStream stream) {
        streams.remove(stream);
        return streams.isEmpty();
    }

    void forEach(Consumer<LiveStream> action) {
        streams.forEach(action);
    }

    Stream<LiveStream> stream() {
        return streams.stream();
    }

    /** Tells the streams the number of unread ones; changes that come while it is being counted share the next count. */
    void refreshUnread() {
        if (changes.getAndIncrement() == 0) {
            countAfter(Duration.ZERO);
        }
    }

    private void countAfter(Duration pause) {
        long nanos = Math.max(pause.toNanos(), counts.reservePermission());
        if (nanos == 0) {
            count();
        } else {
            Schedulers.parallel().schedule(this::count, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void count() {
        int counted = changes.get();
        unread.subscribe(
                number -> {
                    Frame frame = Frame.unreadCount(number);
                    streams.forEach(stream -> stream.deliver(frame));
                    counted(counted);
                },
                failure -> {
                    log.warn("unread count not refreshed, the next change will: {}", failure.toString());
                    counted(counted);
                });
    }

    private void counted(int changesCounted) {
        if (changes.addAndGet(-changesCounted) > 0) {
            countAfter(PAUSE);
        }
    }
}
