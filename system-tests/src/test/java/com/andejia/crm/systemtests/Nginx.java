package com.andejia.crm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.andejia.crm.localstack.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The nginx that is installed on this machine, before one service or as the gateway of the compose file. */
final class Nginx implements AutoCloseable {
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                %s
            }
            """;

    /** Nothing is set but where the service is. */
    private static final String PLAIN = """
            server {
                listen 127.0.0.1:%d;
                location / {
                    proxy_pass %s;
                }
            }
            """;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Nginx before(URI service, Path dir) throws IOException {
        int port = FreePorts.any();
        return start(PLAIN.formatted(port, service), port, dir);
    }

    /** With the configuration that the compose file has, but for where everybody is. */
    static Nginx gateway(RunningSystem system, Path dir) throws IOException {
        int port = FreePorts.any();
        String gateway = Files.readString(Path.of("../ops/nginx/gateway.conf"))
                .replace("listen 8080;", "listen 127.0.0.1:" + port + ";")
                .replace(
                        "customer-service:8081",
                        "127.0.0.1:" + system.customers().getPort())
                .replace(
                        "notification-service:8082",
                        "127.0.0.1:" + system.notifications().getPort());
        return start(gateway, port, dir);
    }

    /** Skips the test where there is none; but where {@code CRM_NGINX_TESTS=required}, as in CI, fails it. */
    private static Nginx start(String server, int port, Path dir) throws IOException {
        Optional<Path> executable = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        String problem = "No nginx is installed: its test is skipped.";
        if ("required".equals(System.getenv("CRM_NGINX_TESTS"))) {
            assertThat(executable).as(problem).isPresent();
        }
        assumeTrue(executable.isPresent(), problem);
        Path configuration = Files.writeString(dir.resolve("nginx.conf"), CONFIGURATION.formatted(server));
        File log = dir.resolve("output.log").toFile();
        Process process = new ProcessBuilder(
                        executable.get().toString(), "-p", dir.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        var nginx = new Nginx(process, port);
        await().alias("nginx, see " + log).until(nginx::listens);
        return nginx;
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    private boolean listens() {
        assertThat(process.isAlive()).isTrue();
        try (var socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
