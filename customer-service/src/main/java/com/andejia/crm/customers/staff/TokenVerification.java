package com.andejia.crm.customers.staff;

import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Flux;

/** Verifies tokens with our own keys; Spring Boot does it with an external issuer's, where one is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOwnIssuer
class TokenVerification {

    @Bean
    ReactiveJwtDecoder jwtDecoder(SigningKeys keys, Clock clock) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(
                        (SignedJWT jwt) -> Flux.fromIterable(keys.verifying().getKeys()))
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        decoder.setJwtValidator(times);
        return decoder;
    }
}
