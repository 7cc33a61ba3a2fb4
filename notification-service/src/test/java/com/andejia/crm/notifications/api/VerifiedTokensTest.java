package com.andejia.crm.notifications.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

class VerifiedTokensTest {
    private final List<String> verified = new ArrayList<>();
    private boolean areGood = true;
    private Mono<Void> keys = Mono.empty();

    private final VerifiedTokens tokens = new VerifiedTokens(
            token -> keys.then(Mono.fromCallable(() -> verify(token))),
            jwt -> areGood
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token")));

    private Jwt verify(String token) {
        verified.add(token);
        if (!areGood) {
            throw new BadJwtException("not good");
        }
        return Jwt.withTokenValue(token).header("alg", "RS256").subject(token).build();
    }

    @Test
    void aTokenThatComesAgainAtOnceIsNotVerifiedAgain() {
        assertThat(subject("alice")).isEqualTo("alice");
        assertThat(subject("alice")).isEqualTo("alice");
        assertThat(subject("bob")).isEqualTo("bob");

        assertThat(verified).containsExactly("alice", "bob");
    }

    @Test
    void requestsWithOneTokenThatWaitForTheKeysShareItsVerification() {
        var answer = new CompletableFuture<Void>();
        keys = Mono.fromFuture(answer, true);
        CompletableFuture<Jwt> one = tokens.decode("alice").toFuture();
        CompletableFuture<Jwt> another = tokens.decode("alice").toFuture();

        answer.complete(null);

        assertThat(one.join()).isSameAs(another.join());
        assertThat(verified).containsExactly("alice");
    }

    @Test
    void aTokenThatHasExpiredSinceItWasVerifiedIsRefused() {
        subject("alice");
        areGood = false;

        assertThatThrownBy(() -> subject("alice")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aRefusalIsNotRemembered() {
        areGood = false;
        assertThatThrownBy(() -> subject("alice")).isInstanceOf(BadJwtException.class);
        areGood = true;

        assertThat(subject("alice")).isEqualTo("alice");
    }

    private String subject(String token) {
        return tokens.decode(token).block().getSubject();
    }
}
