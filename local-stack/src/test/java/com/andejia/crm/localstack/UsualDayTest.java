package com.andejia.crm.localstack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How it goes wrong; that it goes well is seen by the system tests, most of which begin with it. */
class UsualDayTest {
    @Test
    void anAnswerThatIsARefusalEndsItWithWhatWasAskedAndSaid() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] refusal = "too busy".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(503, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://localhost:" + server.getAddress().getPort());

            assertThatThrownBy(() -> new UsualDay(uri, uri).pass())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("POST %s/api/auth/login: 503 too busy", uri);
        } finally {
            server.stop(0);
        }
    }
}
