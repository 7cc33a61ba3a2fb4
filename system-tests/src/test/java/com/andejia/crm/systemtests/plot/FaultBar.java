package com.andejia.crm.systemtests.plot;

import java.time.Duration;

/**
 * A fault, and how long it lasted, since the run's start.
 *
 * @param target what it was done to: each has a lane of its own
 * @param kind what was done: each has a colour of its own
 */
public record FaultBar(String target, String kind, Duration from, Duration until) {}
