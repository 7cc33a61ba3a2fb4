package com.andejia.crm.notifications.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fast numbers grow, as far as they were looked at in the last minute. */
final class Rates {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, Map<String, Long> numbers) {}

    /** Since some moment in the last minute. */
    record Since(Map<String, Long> before, double seconds) {
        static final Since NEVER = new Since(Map.of(), 0);

        /** Null if that is not known. */
        @Nullable
        Double perSecond(String name, long now) {
            Long then = before.get(name);
            return then == null ? null : Math.max(0, Math.round((now - then) / seconds * 10) / 10.0);
        }
    }

    /** Notes the numbers, and answers what to compare them with. */
    synchronized Since note(Instant now, Map<String, Long> numbers) {
        samples.removeIf(sample -> sample.at().isBefore(now.minus(WINDOW)));
        Sample first = samples.peekFirst();
        samples.addLast(new Sample(now, numbers));
        Duration age = first == null ? Duration.ZERO : Duration.between(first.at(), now);
        return first == null || age.compareTo(SHORTEST) < 0
                ? Since.NEVER
                : new Since(first.numbers(), age.toMillis() / 1000.0);
    }
}
