package com.andejia.crm.customers.staff;

import com.andejia.crm.customers.ratelimit.RateLimit;
import com.andejia.crm.customers.ratelimit.RateLimitProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Slows down guessing: counts failures only, per user and per address, within this process. */
@Component
class LoginThrottle {
    private static final String MESSAGE = "登录尝试过于频繁，请稍后再试";

    private final RateLimit users;
    private final RateLimit addresses;

    LoginThrottle(RateLimitProperties limits) {
        users = new RateLimit("login failures of a user", limits.loginFailuresOfUser(), MESSAGE);
        addresses = new RateLimit("login failures of an address", limits.loginFailuresOfAddress(), MESSAGE);
    }

    Mono<Void> check(String username, String address) {
        return Mono.fromRunnable(() -> {
            users.check(username);
            addresses.check(address);
        });
    }

    void failed(String username, String address) {
        users.count(username);
        addresses.count(address);
    }
}
