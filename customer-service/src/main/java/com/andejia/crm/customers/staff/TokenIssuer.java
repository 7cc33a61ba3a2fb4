package com.andejia.crm.customers.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Signs tokens: who it is, and what they may do. */
@Component
@ConditionalOnOwnIssuer
class TokenIssuer {
    static final Duration VALIDITY = Duration.ofHours(8);

    private final JwtEncoder encoder;
    private final SigningKeys keys;
    private final Clock clock;

    TokenIssuer(SigningKeys keys, Clock clock) {
        this.encoder = new NimbusJwtEncoder(keys.signing());
        this.keys = keys;
        this.clock = clock;
    }

    SignedIn issue(Staff staff) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .subject(staff.id())
                .claim("name", staff.name())
                .claim("roles", staff.roles().stream().map(Role::wireName).toList())
                .issuedAt(now)
                .expiresAt(now.plus(VALIDITY))
                .build();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
                .keyId(keys.signingKeyId())
                .build();
        String token = encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
        return new SignedIn(token, VALIDITY, staff);
    }
}
