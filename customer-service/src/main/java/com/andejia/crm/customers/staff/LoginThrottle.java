package com.andejia.crm.customers.staff;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Slows down guessing: counts failures only, per user and per address, within this process. */
@Component
class LoginThrottle {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int PER_USER = 10;
    private static final int PER_ADDRESS = 50;

    private final Cache<String, RateLimiter> users = limiters();
    private final Cache<String, RateLimiter> addresses = limiters();

    Mono<Void> check(String username, String address) {
        return Mono.fromRunnable(() -> {
            if (isExhausted(user(username)) || isExhausted(address(address))) {
                throw Refusal.later(Kind.TOO_MANY, "登录尝试过于频繁，请稍后再试", PERIOD);
            }
        });
    }

    void failed(String username, String address) {
        user(username).acquirePermission();
        address(address).acquirePermission();
    }

    private RateLimiter user(String username) {
        return users.get(username, name -> limiter(PER_USER));
    }

    private RateLimiter address(String address) {
        return addresses.get(address, name -> limiter(PER_ADDRESS));
    }

    private static boolean isExhausted(RateLimiter limiter) {
        return limiter.getMetrics().getAvailablePermissions() <= 0;
    }

    private static RateLimiter limiter(int limit) {
        return RateLimiter.of(
                "login",
                RateLimiterConfig.custom()
                        .limitForPeriod(limit)
                        .limitRefreshPeriod(PERIOD)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    private static Cache<String, RateLimiter> limiters() {
        return Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build();
    }
}
