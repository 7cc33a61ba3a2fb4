package com.andejia.crm.customers.staff;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Hashes and compares passwords on threads of its own: slow on purpose, so it must not hold up anything else. */
@Component
class Passwords implements DisposableBean {
    /** More, BCrypt would not look at. */
    static final int MOST_BYTES = 72;

    private static final int QUEUE = 200;

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final String nobodys = hashNow("nobody has this password");
    private final Scheduler scheduler =
            Schedulers.newBoundedElastic(Runtime.getRuntime().availableProcessors(), QUEUE, "passwords");

    Mono<String> hash(String password) {
        return Mono.fromCallable(() -> hashNow(password)).subscribeOn(scheduler);
    }

    /** Takes as long without a hash, so that the time does not tell which users exist. */
    Mono<Boolean> matches(String password, @Nullable String hash) {
        return Mono.fromCallable(() -> matchesNow(password, hash)).subscribeOn(scheduler);
    }

    private String hashNow(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    private boolean matchesNow(String password, @Nullable String hash) {
        boolean fits = password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
        boolean same = encoder.matches(fits ? password : "", hash == null ? nobodys : hash);
        return same && fits && hash != null;
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
