package com.andejia.crm.localstack;

import java.time.Duration;

/** One second, two, four, up to thirty; from the start again for a service that had held out for a while. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private Duration next = FIRST;

    synchronized Duration next(Duration held) {
        Duration delay = held.compareTo(A_WHILE) > 0 ? FIRST : next;
        Duration doubled = delay.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return delay;
    }
}
