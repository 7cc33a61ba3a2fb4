package com.andejia.crm.customers.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Verifies a signature once a minute and not for each request, as whoever has signed in sends the same token for hours. Whether it is
 * still good is asked each time; a refusal is not remembered.
 */
final class VerifiedTokens implements ReactiveJwtDecoder {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final int MOST = 5_000;

    private final ReactiveJwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> validator;
    private final Cache<String, Mono<Jwt>> verified = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(GOOD_FOR)
            .scheduler(Scheduler.systemScheduler())
            .build();

    /** @param validator which the decoder has as well */
    VerifiedTokens(ReactiveJwtDecoder decoder, OAuth2TokenValidator<Jwt> validator) {
        this.decoder = decoder;
        this.validator = validator;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(() -> verified.get(token, this::verify))
                .flatMap(jwt -> validator.validate(jwt).hasErrors() ? decoder.decode(token) : Mono.just(jwt));
    }

    private Mono<Jwt> verify(String token) {
        return decoder.decode(token).cache(jwt -> GOOD_FOR, failure -> Duration.ZERO, () -> Duration.ZERO);
    }
}
