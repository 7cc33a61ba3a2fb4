package com.andejia.crm.customers.outbox;

import com.andejia.crm.customers.outbox.OutboxStore.Backlog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** What those on watch see of the outbox; these names are public. */
class OutboxMetrics {
    private static final Logger log = LoggerFactory.getLogger(OutboxMetrics.class);
    private static final long QUIET_SECONDS = 30;

    private final Clock clock;
    private final Timer latency;
    private final Counter failed;
    private final Counter dropped;
    private final Counter takeovers;
    private final AtomicReference<Backlog> backlog = new AtomicReference<>(new Backlog(0, Duration.ZERO, 0));
    private final AtomicLong warned = new AtomicLong();

    OutboxMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        latency = Timer.builder("crm.outbox.publish.latency")
                .description("From the write to the broker's acknowledgement")
                .register(registry);
        failed = registry.counter("crm.outbox.publish.failures");
        dropped = registry.counter("crm.outbox.fastpath.dropped");
        takeovers = registry.counter("crm.outbox.lease.takeovers");
        gauge(registry, "crm.outbox.pending", Backlog::pending);
        gauge(registry, "crm.outbox.oldest.seconds", state -> state.oldest().toMillis() / 1000.0);
        gauge(registry, "crm.outbox.spilled", Backlog::spilled);
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Backlog> value) {
        Gauge.builder(name, () -> value.applyAsDouble(backlog.get())).register(registry);
    }

    void published(Instant written) {
        latency.record(Duration.between(written, clock.instant()));
    }

    /** An outage fails thousands of times; the log says so twice a minute, and not of what a second try mends. */
    void failed(Throwable failure, int times) {
        failed.increment();
        long now = clock.instant().getEpochSecond();
        long last = warned.get();
        if (times > 1 && last < now - QUIET_SECONDS && warned.compareAndSet(last, now)) {
            log.warn(
                    "events wait in the outbox, publishing fails: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
        }
    }

    void droppedFromFastPath() {
        dropped.increment();
    }

    void leaseTakenOver() {
        takeovers.increment();
    }

    void backlog(Backlog state) {
        backlog.set(state);
    }
}
