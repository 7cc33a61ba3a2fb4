package com.andejia.crm.systemtests.streams;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** HTTP requests one behind the other on one connection; their answers are read by somebody else, who looks whether all are good. */
final class PipelinedPosts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] GOOD = "HTTP/1.1 2".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    PipelinedPosts(InetSocketAddress server) {
        socket = await("a server on " + server)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> connect(server), connected -> true);
        Thread reader = new Thread(this::read, "answers");
        reader.setDaemon(true);
        reader.start();
    }

    private static Socket connect(InetSocketAddress server) throws IOException {
        Socket connecting = new Socket();
        connecting.connect(server);
        connecting.setTcpNoDelay(true);
        return connecting;
    }

    void send(byte[] requests) {
        String known = trouble;
        if (known != null) {
            throw new IllegalStateException("publishing has failed: " + known);
        }
        try {
            socket.getOutputStream().write(requests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        byte[] bytes = new byte[BUFFER];
        int matched = 0;
        try (InputStream answers = socket.getInputStream()) {
            for (int length = answers.read(bytes); length >= 0; length = answers.read(bytes)) {
                for (int i = 0; i < length; i++) {
                    if (bytes[i] == GOOD[matched]) {
                        matched = (matched + 1) % GOOD.length;
                    } else if (matched == GOOD.length - 1) {
                        trouble = "an answer of status " + (char) bytes[i] + "xx";
                        matched = 0;
                    } else {
                        matched = bytes[i] == GOOD[0] ? 1 : 0;
                    }
                }
            }
            trouble = "the server has closed the connection";
        } catch (IOException e) {
            trouble = closed ? null : e.toString();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
