package com.andejia.crm.customers.staff.web;

import com.andejia.crm.customers.ServiceUnderTest;
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

    private ResponseSpec preflight(String origin) {
        return service.anonymous()
                .method(HttpMethod.OPTIONS)
                .uri("/api/customers")
                .header(HttpHeaders.ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type")
                .exchange();
    }
}
