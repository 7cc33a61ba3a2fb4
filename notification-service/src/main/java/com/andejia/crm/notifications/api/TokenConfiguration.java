package com.andejia.crm.notifications.api;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** How tokens are understood, and what must be in them. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    /** The keys are cached: tokens are still understood while customer-service is down. */
    @Bean
    ReactiveJwtDecoder jwtDecoder(
            @Value("${crm.identity.jwks-uri}") String keys,
            @Value("${crm.identity.jwks-timeout}") Duration longestWait) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSetUri(keys)
                .webClient(KeyServer.client(longestWait))
                .build();
        OAuth2TokenValidator<Jwt> validator =
                JwtValidators.createDefaultWithValidators(List.<OAuth2TokenValidator<Jwt>>of(
                        new JwtClaimValidator<String>(
                                JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank()),
                        new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull)));
        decoder.setJwtValidator(validator);
        return new VerifiedTokens(KeyServer.sayingSo(decoder), validator);
    }
}
