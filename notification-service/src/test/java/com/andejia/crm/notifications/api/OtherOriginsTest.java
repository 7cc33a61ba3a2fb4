package com.andejia.crm.notifications.api;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** As it is shipped, no origin is named; {@link OtherOriginsIT} names one. */
class OtherOriginsTest {

    /** What the browser says is the page's origin, not where the gateway asks. */
    @Test
    void behindAGatewayThatEndsTlsNoneHasToBeNamed() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(OtherOrigins.class)
                .web(WebApplicationType.NONE)
                .run()) {
            WebTestClient.bindToWebHandler(exchange -> exchange.getResponse().setComplete())
                    .webFilter(new CorsWebFilter(context.getBean(UrlBasedCorsConfigurationSource.class)))
                    .build()
                    .put()
                    .uri("http://notification-service:8082/api/notifications/mark-all-read")
                    .header(HttpHeaders.ORIGIN, "https://crm.example")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        }
    }
}
