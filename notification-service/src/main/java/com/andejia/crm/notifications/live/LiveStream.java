package com.andejia.crm.notifications.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * One open connection. It holds live frames back while the store is being asked what was missed, then lets them through;
 * whatever is not after the last one sent is dropped, so that overlap shows nothing twice.
 */
final class LiveStream {
    static final int QUEUE = 512;

    private static final Duration WARNING = Duration.ofSeconds(60);

    private final Sinks.Many<byte[]> queue =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(QUEUE));
    private final Sinks.Empty<Void> cut = Sinks.empty();
    private final List<Frame> held = new ArrayList<>();
    private final Instant expiresAt;
    private boolean holding = true;
    private boolean missedMore;
    private boolean warned;
    private @Nullable StreamPosition sent;
    private @Nullable StreamPosition joinedAt;

    /** Begins after the position, or with whatever comes next if there is none. */
    LiveStream(@Nullable StreamPosition after, Instant expiresAt) {
        this.sent = after;
        this.expiresAt = expiresAt;
    }

    Flux<byte[]> frames() {
        return queue.asFlux().takeUntilOther(cut.asMono());
    }

    /** After what the store is to be asked for; null if the client has no place yet. */
    synchronized @Nullable StreamPosition place() {
        return sent != null ? sent : joinedAt;
    }

    /** Holds live frames back; false if that is so already, and whoever did it will ask the store once more. */
    synchronized boolean hold() {
        missedMore = holding;
        holding = true;
        return !missedMore;
    }

    /** Sends what was missed, then what was held; false if the store has to be asked once more. */
    synchronized boolean resume(List<Frame> missed) {
        missed.forEach(this::send);
        if (missedMore) {
            missedMore = false;
            return false;
        }
        held.forEach(this::send);
        held.clear();
        holding = false;
        return true;
    }

    /** The client has everything up to here by other means: it has just come, or it reloads its list. */
    synchronized void join(StreamPosition at) {
        sent = null;
        joinedAt = at;
    }

    synchronized void deliver(Frame frame) {
        if (!holding) {
            send(frame);
        } else if (held.size() < QUEUE) {
            held.add(frame);
        } else {
            cut();
        }
    }

    /** Sends at once, whatever is being held. */
    synchronized void sendNow(Frame frame) {
        send(frame);
    }

    /** Warns before the token ends, and ends with it. */
    synchronized void watchExpiry(Instant now) {
        Duration left = Duration.between(now, expiresAt);
        if (left.isNegative() || left.isZero()) {
            end();
        } else if (!warned && left.compareTo(WARNING) <= 0) {
            warned = true;
            send(Frame.expiring(left.toSeconds()));
        }
    }

    /** Ends after what is queued. */
    synchronized void end() {
        queue.tryEmitComplete();
    }

    private void send(Frame frame) {
        if (frame.position() != null) {
            if (!frame.position().follows(sent)) {
                return;
            }
            sent = frame.position();
        }
        if (queue.tryEmitNext(frame.bytes()) == Sinks.EmitResult.FAIL_OVERFLOW) {
            cut();
        }
    }

    /** A reader this slow is cut off at once, so that it costs nobody else anything; it resumes from where it was. */
    private void cut() {
        cut.tryEmitError(new SlowReader());
    }

    static final class SlowReader extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlowReader() {
            super("reader too slow, stream cut; it resumes by Last-Event-ID", null, false, false);
        }
    }
}
