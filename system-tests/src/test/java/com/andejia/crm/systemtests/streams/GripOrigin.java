package com.andejia.crm.systemtests.streams;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** What stands behind a GRIP proxy: it answers a request for {@code /channel} by handing the client over to that channel. */
final class GripOrigin implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final byte[] FIRST = "retry: 3000\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;

    GripOrigin() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "text/event-stream");
            headers.set("Grip-Hold", "stream");
            headers.set("Grip-Channel", exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(200, FIRST.length);
            exchange.getResponseBody().write(FIRST);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
