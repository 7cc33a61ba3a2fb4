package com.andejia.crm.customers.staff.web;

import java.time.Duration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where an external issuer is configured, Spring Boot asks it for its keys; this is how. */
@Configuration(proxyBeanMethods = false)
class ExternalIssuer {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    @Bean
    JwkSetUriReactiveJwtDecoderBuilderCustomizer carefully() {
        return decoder -> decoder.webClient(KeyServer.client(LONGEST_WAIT));
    }
}
