package com.andejia.crm.customers.ratelimit;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/** One limiter for each who asks, within this process; as many as are remembered, so that asking under many names costs no memory. */
public final class RateLimit {
    private static final int MOST_REMEMBERED = 10_000;

    private final String name;
    private final Duration period;
    private final String message;
    private final RateLimiterConfig config;
    private final Cache<String, RateLimiter> limiters;

    /**
     * A limit for everybody alike.
     *
     * @param message what who asks too often is told
     */
    public RateLimit(String name, RateLimitProperties.Limit limit, String message) {
        this.name = name;
        this.period = limit.period();
        this.message = message;
        config = RateLimiterConfig.custom()
                .limitForPeriod(limit.limit())
                .limitRefreshPeriod(period)
                .timeoutDuration(Duration.ZERO)
                .build();
        limiters = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(period.multipliedBy(2))
                .build();
    }

    /** Counts one more; refuses it if that is too often. */
    public void enter(String who) {
        if (!count(who)) {
            throw refusal();
        }
    }

    /** Refuses who has been counted too often already. */
    public void check(String who) {
        if (limiter(who).getMetrics().getAvailablePermissions() <= 0) {
            throw refusal();
        }
    }

    /** Counts one more; false if it is one too many. */
    public boolean count(String who) {
        return limiter(who).acquirePermission();
    }

    private Refusal refusal() {
        return Refusal.later(Kind.TOO_MANY, message, period);
    }

    private RateLimiter limiter(String who) {
        return limiters.get(who, absent -> RateLimiter.of(name, config));
    }
}
