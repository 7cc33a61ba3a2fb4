package com.andejia.crm.notifications.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One open connection. It holds live frames back while the store is being asked what was missed, then lets them through;
 * whatever is not after the last one sent is dropped, so that overlap shows nothing twice.
 */
final class LiveStream {
    private static final Duration WARNING = Duration.ofSeconds(60);

    private final FrameSink sink;
    private final Instant expiresAt;
    private List<Frame> held = List.of();
    private boolean holding = true;
    private boolean missedMore;
    private boolean warned;
    private @Nullable StreamPosition sent;
    private @Nullable StreamPosition joinedAt;

    /** Begins after the position, or with whatever comes next if there is none. */
    LiveStream(FrameSink sink, @Nullable StreamPosition after, Instant expiresAt) {
        this.sink = sink;
        this.sent = after;
        this.expiresAt = expiresAt;
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
        held = List.of();
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
        } else if (held.size() < FrameSink.QUEUE) {
            if (held.isEmpty()) {
                held = new ArrayList<>();
            }
            held.add(frame);
        } else {
            sink.cut();
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
        sink.finish();
    }

    private void send(Frame frame) {
        if (frame.position() != null) {
            if (!frame.position().follows(sent)) {
                return;
            }
            sent = frame.position();
        }
        if (!sink.offer(frame.bytes())) {
            // It costs nobody else anything any more, and resumes from where it was.
            sink.cut();
        }
    }
}
