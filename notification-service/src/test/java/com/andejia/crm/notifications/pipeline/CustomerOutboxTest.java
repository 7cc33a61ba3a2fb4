package com.andejia.crm.notifications.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.notifications.pipeline.Picture.Outbox;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerOutboxTest {
    private static final String METRICS = """
            # HELP crm_outbox_oldest_seconds
            # TYPE crm_outbox_oldest_seconds gauge
            crm_outbox_oldest_seconds 12.5
            # TYPE crm_outbox_pending gauge
            crm_outbox_pending{application="customer-service"} 3.0
            crm_outbox_pending_other 9.0
            """;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/actuator/prometheus", exchange -> {
            byte[] metrics = METRICS.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain;version=0.0.4;charset=utf-8");
            exchange.sendResponseHeaders(200, metrics.length);
            exchange.getResponseBody().write(metrics);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatWaitsIsReadFromTheMetricsOfCustomerService() {
        assertThat(outbox("/actuator/prometheus").state().block()).isEqualTo(new Outbox(3, 12.5));
    }

    @Test
    void whatCannotBeHadIsNotKnown() {
        assertThat(outbox("/elsewhere").state().block()).isNull();
        assertThat(new CustomerOutbox("").state().block()).isNull();
        assertThat(CustomerOutbox.read("crm_outbox_pending nothing")).isEmpty();
    }

    private CustomerOutbox outbox(String path) {
        return new CustomerOutbox("http://localhost:" + server.getAddress().getPort() + path);
    }
}
