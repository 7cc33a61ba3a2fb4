package com.andejia.crm.systemtests.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Just enough HTTP/1.1 to send what every proper client refuses to. */
final class Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String STREAM = "text/event-stream";

    private Wire() {}

    /**
     * Sends it over a connection of its own. Of an endless stream, only the beginning is read.
     *
     * @throws UncheckedIOException if there is no answer, or not in time
     */
    static Answer send(Request request) {
        long started = System.nanoTime();
        try (Socket socket =
                new Socket(request.service().getHost(), request.service().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            write(socket.getOutputStream(), request.bytes());
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int status = status(in);
            Map<String, String> headers = headers(in);
            byte[] body = request.method().equals("HEAD") ? new byte[0] : body(in, headers);
            return new Answer(
                    status,
                    headers,
                    new String(body, StandardCharsets.UTF_8),
                    Duration.ofNanos(System.nanoTime() - started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server may answer, and close, before it has read all. */
    private static void write(OutputStream out, byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (SocketException closed) {
            return;
        }
    }

    private static int status(InputStream in) throws IOException {
        String line = line(in);
        int status = Integer.parseInt(line.split(" ", 3)[1]);
        if (status == 100) {
            headers(in);
            return status(in);
        }
        return status;
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        boolean isStream = headers.getOrDefault("content-type", "").startsWith(STREAM);
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length")));
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return "close".equals(headers.get("connection")) ? in.readAllBytes() : new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0; size = isStream ? 0 : chunk(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed after \"" + line + "\"");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
