package com.andejia.crm.customers.staff.web;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** Whose pages may ask though they come from elsewhere. Where a gateway gives everything one origin, nobody's. */
@Configuration(proxyBeanMethods = false)
class OtherOrigins {
    @Bean
    UrlBasedCorsConfigurationSource cors(@Value("${crm.web.allowed-origins}") List<String> origins) {
        var source = new UrlBasedCorsConfigurationSource();
        // Without a rule nothing is refused: behind a gateway that ends TLS, requests of our own pages look as if from
        // elsewhere.
        if (!origins.isEmpty()) {
            source.registerCorsConfiguration("/**", allowing(origins));
        }
        return source;
    }

    private static CorsConfiguration allowing(List<String> origins) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of("Authorization", "Content-Type", "Idempotency-Key", "If-Match"));
        cors.setExposedHeaders(List.of("ETag"));
        cors.setAllowCredentials(true); // the login answers with a cookie
        cors.setMaxAge(Duration.ofHours(1));
        return cors;
    }
}
