package com.andejia.crm.systemtests.streams;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.systemtests.measuring.Core;
import com.andejia.crm.systemtests.measuring.Programs;
import com.andejia.crm.systemtests.measuring.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** nginx with nchan, one worker, messages in memory; fed by HTTP, all requests on one connection without waiting for answers. */
final class Nchan implements StreamServer {
    static final List<String> PACKAGES = List.of("nginx", "libnginx-mod-nchan");

    private static final String EVERYBODY = "everybody";
    private static final int SPARE_CONNECTIONS = 4096;
    private static final List<Path> MODULES = Stream.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules")
            .map(folder -> Path.of(folder, "ngx_nchan_module.so"))
            .toList();

    private final List<String> channels;
    private final int port = FreePorts.any();
    private final Process nginx;
    private final PipelinedPosts posts;

    private Nchan(int connections, List<String> channels) {
        this.channels = channels;
        Path dir = Path.of("target", "nchan-" + port).toAbsolutePath();
        Path configuration = dir.resolve("nginx.conf");
        try {
            Files.createDirectories(dir);
            Files.writeString(configuration, configuration(dir, connections));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        nginx = Core.OF_THE_SERVER.during(() -> Programs.start(
                dir.resolve("nginx.log"),
                "nginx",
                "-p",
                dir + "/",
                "-e",
                dir.resolve("error.log").toString(),
                "-c",
                configuration.toString()));
        posts = new PipelinedPosts(address());
    }

    /** As many channels as people, as this service has it. */
    static Nchan channelPerPerson(int connections) {
        return new Nchan(connections, new People(connections).names());
    }

    /** What it is best at: the same for everybody, published once. */
    static Nchan oneChannel(int connections) {
        return new Nchan(connections, List.of(EVERYBODY));
    }

    static boolean isInstalled() {
        return Programs.find("nginx").isPresent() && MODULES.stream().anyMatch(Files::exists);
    }

    private String configuration(Path dir, int connections) {
        return """
                load_module %s;
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log %s/error.log warn;
                events { worker_connections %d; }
                http {
                  access_log off;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  keepalive_requests 1000000000;
                  keepalive_timeout 1h;
                  nchan_shared_memory_size 256M;
                  nchan_message_buffer_length 10;
                  nchan_message_timeout 1m;
                  server {
                    listen 127.0.0.1:%d backlog=4096;
                    location ~ ^/subscribe/(.+)$ {
                      nchan_subscriber eventsource;
                      nchan_subscriber_first_message newest;
                      nchan_channel_id $1;
                    }
                    location ~ ^/publish/(.+)$ {
                      nchan_publisher http;
                      nchan_channel_id $1;
                    }
                  }
                }
                """.formatted(
                        MODULES.stream().filter(Files::exists).findFirst().orElseThrow(),
                        dir,
                        connections + SPARE_CONNECTIONS,
                        port);
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public byte[] request(int connection, @Nullable String lastEventId) {
        String channel = channels.get(channels.size() == 1 ? 0 : People.indexOf(connection));
        return """
                GET /subscribe/%s HTTP/1.1\r
                Host: localhost\r
                Accept: text/event-stream\r
                \r
                """.formatted(channel).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void publish(Message message) {
        byte[] json = message.json();
        var all = new ByteArrayOutputStream(channels.size() * 2 * json.length);
        for (String channel : channels) {
            all.writeBytes("""
                    POST /publish/%s HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    X-EventSource-Event: notification\r
                    Content-Length: %d\r
                    \r
                    """.formatted(channel, json.length).getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(json);
        }
        posts.send(all.toByteArray());
    }

    @Override
    public Usage usage() {
        return Usage.of(List.of(nginx.pid()));
    }

    @Override
    public void close() {
        posts.close();
        nginx.destroy();
        nginx.onExit().join();
    }
}
