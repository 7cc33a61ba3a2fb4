package com.andejia.crm.customers.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class TokenVerificationTest {
    private static final Instant NOW = Instant.parse("2026-11-27T02:00:00Z");
    private static final Staff ALICE = new Staff("alice", "爱丽丝", List.of(Role.EMPLOYEE), true);

    /** Longer than a clock may be wrong. */
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path dir;

    private SigningKeys keys;
    private SignedIn signedIn;

    @BeforeEach
    void signIn() {
        keys = new SigningKeys(
                new IdentityProperties(null, null, dir.resolve("key.json").toString(), false, null));
        signedIn = new TokenIssuer(keys, Clock.fixed(NOW, ZoneOffset.UTC)).issue(ALICE);
    }

    @Test
    void aTokenIsGoodUntilItEnds() {
        assertThat(verify(signedIn.token(), NOW.plus(signedIn.validity()).minus(LONG))
                        .getSubject())
                .isEqualTo("alice");

        assertThatThrownBy(() ->
                        verify(signedIn.token(), NOW.plus(signedIn.validity()).plus(LONG)))
                .isInstanceOf(JwtValidationException.class);
    }

    @Test
    void aTokenWhoseClaimsWereChangedIsNotGood() {
        String[] parts = signedIn.token().split("\\.", -1);

        String changed = parts[0] + "." + parts[1].substring(0, parts[1].length() - 4) + "AAAA." + parts[2];

        assertThatThrownBy(() -> verify(changed, NOW)).isInstanceOf(JwtException.class);
    }

    private Jwt verify(String token, Instant now) {
        return new TokenVerification()
                .jwtDecoder(keys, Clock.fixed(now, ZoneOffset.UTC))
                .decode(token)
                .block();
    }
}
