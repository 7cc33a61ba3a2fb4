package com.andejia.crm.notifications.record;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Not ready while a consumer keeps failing: readiness says that people are not being told, and since when. */
@Component("consumers")
public class ConsumerHealth implements HealthIndicator {
    private final Map<String, Instant> failingSince = new ConcurrentHashMap<>();
    private final Clock clock;

    ConsumerHealth(Clock clock) {
        this.clock = clock;
    }

    public void failing(String consumer) {
        failingSince.putIfAbsent(consumer, clock.instant());
    }

    public void working(String consumer) {
        failingSince.remove(consumer);
    }

    @Override
    public Health health() {
        Health.Builder health = failingSince.isEmpty() ? Health.up() : Health.outOfService();
        failingSince.forEach((consumer, since) -> health.withDetail(consumer, "failing since " + since));
        return health.build();
    }
}
