package com.andejia.crm.notifications.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.andejia.crm.localstack.EventStreamClient;
import com.andejia.crm.notifications.support.RealParts;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The way of plain connections, which are taken over from the web framework. */
class ChannelStreamIT extends StreamContract {
    @Override
    HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
    }

    @Override
    EventStreamClient connect(URI stream, String... headers) throws Exception {
        return EventStreamClient.open(stream, headers);
    }

    /** The web framework would have kept it alive. */
    @Test
    void theConnectionIsTheStreamsAlone() throws Exception {
        try (Socket socket = connected();
                BufferedReader answer = ask(socket, "GET", "HTTP/1.1")) {
            assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
                    .contains("connection: close", "transfer-encoding: chunked");
        }
    }

    /** nginx speaks it to what is behind it unless it is told otherwise. RFC 9112, section 6.1, forbids chunks there. */
    @Test
    void inHttp10ItComesWithoutChunks() throws Exception {
        try (Socket socket = connected();
                BufferedReader answer = ask(socket, "GET", "HTTP/1.0")) {
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
                    .contains("connection: close")
                    .noneMatch(header -> header.startsWith("transfer-encoding"));
            assertThat(answer.lines().limit(4))
                    .containsExactly("retry: 3000", "", "event: unread-count", "data: {\"count\":0}");
        }
    }

    @Test
    void aConnectionThatWasUsedBeforeBecomesAStream() throws Exception {
        try (Socket socket = connected();
                BufferedReader answer = ask(socket, "HEAD", "HTTP/1.1")) {
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
            answer.lines().takeWhile(line -> !line.isEmpty()).forEach(header -> {});

            ask(socket, "GET", "HTTP/1.1");

            assertThat(answer.lines().filter(line -> line.startsWith("data: ")).findFirst())
                    .hasValue("data: {\"count\":0}");
        }
    }

    private Socket connected() throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private BufferedReader ask(Socket socket, String method, String version) throws Exception {
        String request = method + " " + uri().getPath() + " " + version
                + "\r\nHost: localhost\r\nAuthorization: Bearer " + RealParts.ISSUER.tokenFor(alice) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}
