package com.andejia.crm.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** By its configuration; {@code ThroughNginxIT} does it. */
class GatewayTest {
    private static final String CONFIGURATION = Trees.text(Path.of("../ops/nginx/gateway.conf"));

    @Test
    void theGatewayGivesEachServiceWhatItServes() {
        assertThat(new NginxRouting(CONFIGURATION).complaints()).isEmpty();
    }

    @Test
    void aPathThatGoesAstrayIsNoticed() {
        var broken = new NginxRouting(CONFIGURATION.replace("|staff", ""));

        assertThat(broken.complaints()).contains("/api/staff goes to notification-service");
    }

    @Test
    void aStreamThatIsBufferedIsNoticed() {
        var broken = new NginxRouting(CONFIGURATION.replace("proxy_buffering off;", ""));

        assertThat(broken.complaints()).contains("/api/notifications/stream is cut off");
    }

    @Test
    void aPortThatIsNotTheServicesIsNoticed() {
        var broken = new NginxRouting(CONFIGURATION.replace("customer-service:8081", "customer-service:8080"));

        assertThat(broken.complaints()).contains("/api/customers goes to customer-service:8080");
    }
}
