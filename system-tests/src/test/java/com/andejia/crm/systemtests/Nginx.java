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

/** The nginx that is installed on this machine, before one service, with nothing set but where that is. */
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
                server {
                    listen 127.0.0.1:%d;
                    location / {
                        proxy_pass %s;
                    }
                }
            }
            """;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where there is none; but where {@code CRM_NGINX_TESTS=required}, as in CI, fails it. */
    static Nginx before(URI service, Path dir) throws IOException {
        Optional<Path> executable = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        String problem = "No nginx is installed: its test is skipped.";
        if ("required".equals(System.getenv("CRM_NGINX_TESTS"))) {
            assertThat(executable).as(problem).isPresent();
        }
        assumeTrue(executable.isPresent(), problem);
        int port = FreePorts.any();
        Path configuration = Files.writeString(dir.resolve("nginx.conf"), CONFIGURATION.formatted(port, service));
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
