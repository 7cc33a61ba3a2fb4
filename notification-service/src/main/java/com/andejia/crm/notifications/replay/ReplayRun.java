package com.andejia.crm.notifications.replay;

import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.record.EventDecoder.Received;
import com.andejia.crm.notifications.replay.Replay.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** One replay, on a thread of its own: it reads no faster than it may, and waits while the feed has enough to write. */
final class ReplayRun implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ReplayRun.class);
    private static final int AT_ONCE = 200;
    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Replay replay;
    private final EventRange range;
    private final ReplayParts parts;
    private final ReplayStep step;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Counts counts = Counts.NONE;
    private boolean wanted = true;

    /** Takes the range, and closes it. */
    ReplayRun(Replay replay, EventRange range, ReplayParts parts) {
        this.replay = replay;
        this.range = range;
        this.parts = parts;
        this.step = new ReplayStep(replay, parts.gaps(), parts.requests(), parts.changes());
    }

    @Override
    public void run() {
        try (range) {
            log.info("replay {} begins, {} records", replay.id(), range.total());
            tell();
            long begin = System.nanoTime();
            while (goesOn() && !range.isAtEnd()) {
                follow(range.next());
                tell();
                keepPace(begin);
            }
            end(!wanted ? State.CANCELLED : goesOn() ? State.DONE : State.INTERRUPTED, null);
        } catch (InterruptedException e) {
            end(State.INTERRUPTED, null);
        } catch (Throwable e) {
            // Whatever it is, those who wait for it are to know.
            log.warn("replay {} failed", replay.id(), e);
            end(
                    State.FAILED,
                    NestedExceptionUtils.getMostSpecificCause(e).getClass().getSimpleName());
        }
    }

    /** This replica is about to end. */
    void stop() {
        stopped.countDown();
    }

    private boolean goesOn() {
        return wanted && stopped.getCount() > 0;
    }

    private void follow(List<ConsumerRecord<String, byte[]>> records) throws InterruptedException {
        List<NotificationRequest> requests = new ArrayList<>();
        List<StateRequest> resolving = new ArrayList<>();
        List<String> erased = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> entry : records) {
            Optional<Received> received = read(entry);
            received.filter(this::matches).map(parts.consequences()::requests).ifPresent(requests::addAll);
            // Also of what does not match: a customer that is told of again may have been handed over since.
            received.flatMap(parts.consequences()::resolving).ifPresent(resolving::add);
            received.flatMap(parts.consequences()::erased).ifPresent(erased::add);
            if (requests.size() >= AT_ONCE) { // each may be an announcement to everybody
                fill(requests);
                requests.clear();
            }
        }
        fill(requests);
        if (!replay.order().dryRun()) {
            await(step.resolve(resolving).thenReturn(true));
            for (String subject : erased) { // a restored backup knows them still
                await(parts.erasure().erase(subject).thenReturn(true));
            }
        }
    }

    private void fill(List<NotificationRequest> requests) throws InterruptedException {
        for (int from = 0; from < requests.size() && goesOn(); from += AT_ONCE) {
            awaitRoom();
            counts = counts.plus(await(step.fill(requests.subList(from, Math.min(from + AT_ONCE, requests.size())))));
            tell();
        }
    }

    /** Empty for what tells nobody. */
    private Optional<Received> read(ConsumerRecord<String, byte[]> entry) {
        try {
            Optional<Received> received = parts.decoder().decode(entry);
            if (received.isEmpty()) {
                counts = counts.plus(new Counts(0, 0, 0, 0, 1));
            }
            return received;
        } catch (MalformedEvent e) {
            counts = counts.plus(new Counts(0, 0, 0, 0, 1));
            return Optional.empty();
        }
    }

    private boolean matches(Received received) {
        ReplayOrder order = replay.order();
        return (order.subject() == null
                        || order.subject().equals(received.attributes().subject()))
                && (order.types().isEmpty()
                        || order.types().contains(received.attributes().type()));
    }

    /** Whoever is told of something now finds few requests before it. */
    private void awaitRoom() throws InterruptedException {
        while (!replay.order().dryRun()
                && goesOn()
                && parts.lag().requests() >= parts.properties().room()) {
            tell();
            pause(PAUSE);
        }
    }

    private void keepPace(long begin) throws InterruptedException {
        Duration due = Duration.ofNanos(
                TimeUnit.SECONDS.toNanos(counts.read()) / parts.properties().recordsPerSecond());
        pause(due.minusNanos(System.nanoTime() - begin));
    }

    private void pause(Duration duration) throws InterruptedException {
        if (!duration.isNegative()) {
            stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** How far it is; and hears whether it is still wanted. */
    private void tell() throws InterruptedException {
        counts = counts.withRead(range.read());
        wanted = await(parts.store()
                .progress(replay.id(), range.total(), counts, parts.clock().instant())
                .map(it -> it.cancelledBy() == null)
                .defaultIfEmpty(false));
    }

    private void end(State state, @Nullable String problem) {
        log.info("replay {} is {}: {}", replay.id(), state, counts);
        try {
            await(parts.store()
                    .end(replay.id(), state, counts, problem, parts.clock().instant())
                    .thenReturn(true));
        } catch (InterruptedException | IllegalStateException e) {
            log.warn("replay {} could not say that it is {}: it will be found out", replay.id(), state);
        }
    }

    private static <T> T await(Mono<T> work) throws InterruptedException {
        try {
            return work.retryWhen(Retry.backoff(ATTEMPTS, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE))
                    .toFuture()
                    .get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the store or the broker has been away for long", e);
        }
    }
}
