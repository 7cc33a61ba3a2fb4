package com.andejia.crm.customers.staff;

import com.andejia.crm.customers.ServiceUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExternalIssuerIT {
    private final ServiceUnderTest issuer = ServiceUnderTest.shared();

    /** The shared service stands for the issuer; nothing but configuration says so. */
    @Test
    void anotherIssuersTokensAreTakenAndOurOwnLoginIsGone() {
        String keys = issuer.url() + "/.well-known/jwks.json";
        try (ServiceUnderTest service = ServiceUnderTest.start(
                "production", Map.of("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", keys))) {
            service.anonymous()
                    .get()
                    .uri("/api/customers")
                    .header("Authorization", "Bearer " + issuer.token("alice"))
                    .exchange()
                    .expectStatus()
                    .isOk();
            service.anonymous()
                    .post()
                    .uri("/api/auth/login")
                    .bodyValue(Map.of("username", "alice", "password", "crm-local-alice"))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }
}
