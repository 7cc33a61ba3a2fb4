package com.andejia.crm.systemtests.faults.agent;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is wrong by what the {@link Controls} say at the moment. */
public final class WrongClock extends Clock {
    private final Clock right;

    public WrongClock(Clock right) {
        this.right = right;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(Controls.current().skew());
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new WrongClock(right.withZone(zone));
    }
}
