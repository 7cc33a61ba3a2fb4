package com.andejia.crm.notifications.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How long after its event a notification is on its way to a screen: the whole of it, from the write to the push. */
@Component
class Pushes {
    private final Timer latency;
    private final Clock clock;

    Pushes(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        latency = Timer.builder("crm.notification.event.to.pushed")
                .description("From the event to the open streams of its recipient")
                .register(meters);
    }

    /** Of a frame that somebody here was listening for; by its headers, whatever somebody else may have written into them. */
    void pushed(Map<?, ?> headers) {
        if (headers.get(Broadcast.HAPPENED_HEADER) instanceof byte[] millis) {
            try {
                long happened = Long.parseLong(new String(millis, StandardCharsets.UTF_8));
                // Not as a Duration, which does not hold what a header may say; the timer leaves out what is negative.
                latency.record(clock.millis() - happened, TimeUnit.MILLISECONDS);
            } catch (NumberFormatException e) {
                // None of ours, and timed by nobody.
            }
        }
    }
}
