package com.andejia.crm.notifications.live;

import com.andejia.crm.notifications.record.RecordTracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What those on watch see of the last step: how long after its event a notification is on its way to a screen, and the end of
 * the trace that began with the write.
 */
@Component
class Pushes {
    private final RecordTracing tracing;
    private final Timer latency;
    private final Clock clock;

    Pushes(RecordTracing tracing, MeterRegistry meters, Clock clock) {
        this.tracing = tracing;
        this.clock = clock;
        latency = Timer.builder("crm.notification.event.to.pushed")
                .description("From the event to the open streams of its recipient")
                .register(meters);
    }

    /**
     * Pushes one frame.
     *
     * @param headers of its record, whatever somebody else may have written into them
     * @param push false if nobody here was listening: then it was none
     */
    void observe(Map<?, ?> headers, BooleanSupplier push) {
        Instant begun = clock.instant();
        if (push.getAsBoolean()) {
            time(text(headers, Broadcast.HAPPENED_HEADER));
            tracing.last("push", begun, name -> text(headers, name));
        }
    }

    /** As the binder hands it over: those of a trace as text, others as they are on the record. */
    private static @Nullable String text(Map<?, ?> headers, String name) {
        Object value = headers.get(name);
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value instanceof String text ? text : null;
    }

    private void time(@Nullable String happened) {
        if (happened != null) {
            try {
                // Not as a Duration, which does not hold what a header may say; the timer leaves out what is negative.
                latency.record(clock.millis() - Long.parseLong(happened), TimeUnit.MILLISECONDS);
            } catch (NumberFormatException e) {
                // None of ours, and timed by nobody.
            }
        }
    }
}
