package com.andejia.crm.localstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands in for a service: is ready, dies when asked to, and notes at its end whether the broker was still there. It
 * runs from a jar of this one class, so it uses the JDK only.
 */
public final class FakeService {
    private FakeService() {}

    /** Writes the jar where the launcher looks for it. */
    static void install(Path root, String service) throws IOException {
        Path jar = root.resolve(service).resolve("target").resolve(service + ".jar");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String entry = FakeService.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(FakeService.class
                    .getClassLoader()
                    .getResourceAsStream(entry)
                    .readAllBytes());
        }
    }

    public static void main(String[] arguments) throws IOException {
        String port = System.getenv("SERVER_PORT");
        Path dir = Path.of(System.getenv("CRM_DATA_DIR"));
        note(dir.resolve(port + ".pid"), String.valueOf(ProcessHandle.current().pid()));
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> note(dir.resolve(port + ".end"), isBrokerThere() ? "broker" : "alone")));

        HttpServer server = listen(port);
        server.createContext("/die", exchange -> Runtime.getRuntime().halt(3));
        server.createContext("/api/auth/login", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, """
                    {"success":true,"data":{"token":"token-of-%s","expiresIn":900}}""".formatted(request.replaceAll(".*crm-local-([a-z]+).*", "$1")));
        });
        server.createContext("/api", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(
                    exchange,
                    "%s %s %s %s"
                            .formatted(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI(),
                                    exchange.getRequestHeaders().getFirst("Authorization"),
                                    body));
        });
        server.start();

        HttpServer management = listen(System.getenv("MANAGEMENT_SERVER_PORT"));
        management.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        management.start();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static HttpServer listen(String port) throws IOException {
        return HttpServer.create(new InetSocketAddress("localhost", Integer.parseInt(port)), 0);
    }

    private static boolean isBrokerThere() {
        String[] address = System.getenv("SPRING_KAFKA_BOOTSTRAP_SERVERS").split(":", 2);
        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void note(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
