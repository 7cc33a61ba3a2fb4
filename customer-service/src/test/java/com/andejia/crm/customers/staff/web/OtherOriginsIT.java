package com.andejia.crm.customers.staff.web;

import com.andejia.crm.customers.ServiceUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Pages that come from elsewhere: those of the configured origins may ask, no other ones. */
class OtherOriginsIT {
    private static final String CONSOLE = "http://localhost:8082";

    private final ServiceUnderTest service = ServiceUnderTest.shared();

    @Test
    void theConsoleOfALocalRunMayAskWithAToken() {
        preflight(CONSOLE)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, CONSOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost:8083",
                "https://localhost:8082",
                "http://localhost:8082.evil.example",
                "null"
            })
    void nobodyElseMay(String origin) {
        preflight(origin)
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    }

    /** What the browser says is the page's origin, not where the gateway asks. Whom an answer does not allow, a browser refuses. */
    @Test
    void behindAGatewayThatEndsTlsNoneHasToBeNamedAndTheOthersMayNotAskStill() {
        try (ServiceUnderTest gatewayed = ServiceUnderTest.start(Map.of("crm.web.allowed-origins", ""))) {
            gatewayed
                    .anonymous()
                    .post()
                    .uri("/api/auth/login")
                    .header(HttpHeaders.ORIGIN, "https://crm.example")
                    .bodyValue(Map.of("username", "alice", "password", "crm-local-alice"))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
            preflight(gatewayed, "https://evil.example")
                    .expectHeader()
                    .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        }
    }

    private ResponseSpec preflight(String origin) {
        return preflight(service, origin);
    }

    private static ResponseSpec preflight(ServiceUnderTest service, String origin) {
        return service.anonymous()
                .method(HttpMethod.OPTIONS)
                .uri("/api/customers")
                .header(HttpHeaders.ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type")
                .exchange();
    }
}
