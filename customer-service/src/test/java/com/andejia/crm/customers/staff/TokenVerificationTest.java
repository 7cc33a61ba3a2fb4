package com.andejia.crm.customers.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

class TokenVerificationTest {
    private static final Staff ALICE = new Staff("alice", "爱丽丝", List.of(Role.EMPLOYEE), true);

    /** Longer than a clock may be wrong. */
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path dir;

    private Instant now = Instant.parse("2026-11-27T02:00:00Z");
    private ReactiveJwtDecoder tokens;
    private SignedIn signedIn;

    @BeforeEach
    void signIn() {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        var keys = new SigningKeys(
                new IdentityProperties(null, null, dir.resolve("key.json").toString(), false, null));
        tokens = new TokenVerification().jwtDecoder(keys, clock);
        signedIn = new TokenIssuer(keys, clock).issue(ALICE);
    }

    @Test
    void aTokenIsGoodAgainAndAgainUntilItEnds() {
        assertThat(verify(signedIn.token()).getSubject()).isEqualTo("alice");
        assertThat(verify(signedIn.token()).getSubject()).isEqualTo("alice");

        now = now.plus(signedIn.validity()).plus(LONG);

        assertThatThrownBy(() -> verify(signedIn.token())).isInstanceOf(JwtValidationException.class);
    }

    @Test
    void aTokenWhoseClaimsWereChangedIsNotGoodThoughTheTrueOneIs() {
        verify(signedIn.token());
        String[] parts = signedIn.token().split("\\.", -1);

        String changed = parts[0] + "." + parts[1].substring(0, parts[1].length() - 4) + "AAAA." + parts[2];

        assertThatThrownBy(() -> verify(changed)).isInstanceOf(JwtException.class);
    }

    private Jwt verify(String token) {
        return tokens.decode(token).block();
    }
}
