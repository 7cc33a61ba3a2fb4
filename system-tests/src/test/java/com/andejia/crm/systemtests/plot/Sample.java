package com.andejia.crm.systemtests.plot;

import java.time.Duration;

/**
 * What was seen in the time since the sample before. A value that could not be measured, such as the latency of no
 * write at all, is NaN and leaves a gap.
 *
 * @param at since the run's start
 * @param backlog acknowledged but not yet notified
 */
public record Sample(
        Duration at,
        double writesPerSecond,
        double notifiedPerSecond,
        long backlog,
        double writeP99Millis,
        double notifiedP99Millis) {}
