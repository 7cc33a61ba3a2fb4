package com.andejia.crm.systemtests.streams;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.FreePorts;
import com.andejia.crm.systemtests.measuring.Core;
import com.andejia.crm.systemtests.measuring.Programs;
import com.andejia.crm.systemtests.measuring.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Pushpin with all its processes; fed at its HTTP port, everything that is due at once in one request. */
final class Pushpin implements StreamServer {
    /** Their programs have the same names. */
    static final List<String> PACKAGES = List.of("pushpin", "condure", "zurl");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path WIRING = Path.of("/usr/lib/pushpin/internal.conf");
    private static final Path SHIPPED = Path.of("/usr/share/pushpin/pushpin.conf.condure");
    private static final int UNLIMITED = 100_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SPARE_CONNECTIONS = 4096;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> channels;
    private final GripOrigin origin = new GripOrigin();
    private final int port = FreePorts.any();
    private final int controlPort = FreePorts.any();
    private final List<Process> processes;

    Pushpin(int connections) {
        channels = new People(connections).names();
        processes = Core.OF_THE_SERVER.during(() -> start(connections));
        await("pushpin")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> answers(port) && answers(controlPort));
    }

    static boolean isInstalled() {
        return PACKAGES.stream().allMatch(name -> Programs.find(name).isPresent())
                && Files.exists(WIRING)
                && Files.exists(SHIPPED);
    }

    private List<Process> start(int connections) {
        try {
            // The names of its sockets have to be short.
            Path dir = Files.createTempDirectory("pushpin");
            Files.writeString(
                    dir.resolve("wiring.conf"), Files.readString(WIRING).replace("/var/run/zurl/", dir + "/"));
            Files.writeString(dir.resolve("routes"), "* 127.0.0.1:" + origin.port() + "\n");
            Files.writeString(dir.resolve("pushpin.conf"), configuration(dir, connections));
            Files.writeString(dir.resolve("zurl.conf"), fetcher(dir));
            return List.of(
                    Programs.start(dir.resolve("zurl.log"), "zurl", "--config=" + dir.resolve("zurl.conf")),
                    Programs.start(dir.resolve("pushpin.log"), "pushpin", "--config=" + dir.resolve("pushpin.conf")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is shipped, but for where things are; the limits of rate, queue and size are lifted, and it logs errors only. */
    private String configuration(Path dir, int connections) throws IOException {
        Map<String, ?> changes = Map.ofEntries(
                Map.entry("include", dir + "/wiring.conf"),
                Map.entry("rundir", dir),
                Map.entry("logdir", dir),
                Map.entry("log_level", 1),
                Map.entry("http_port", port),
                Map.entry("client_maxconn", connections + SPARE_CONNECTIONS),
                Map.entry("push_in_spec", "ipc://" + dir + "/push-in"),
                Map.entry("push_in_sub_specs", "ipc://" + dir + "/push-in-sub"),
                Map.entry("push_in_http_port", controlPort),
                Map.entry("push_in_http_max_body_size", UNLIMITED),
                Map.entry("command_spec", "ipc://" + dir + "/command"),
                Map.entry("message_rate", UNLIMITED),
                Map.entry("message_hwm", UNLIMITED));
        String text = Files.readString(SHIPPED);
        for (var change : changes.entrySet()) {
            text = text.replaceAll("(?m)^" + change.getKey() + "=.*$", change.getKey() + "=" + change.getValue());
        }
        return text;
    }

    /** What fetches from the origin. */
    private static String fetcher(Path dir) {
        return """
                [General]
                instance_id=
                in_spec=ipc://%1$s/zurl-in
                in_stream_spec=ipc://%1$s/zurl-in-stream
                out_spec=ipc://%1$s/zurl-out
                in_req_spec=
                defpolicy=allow
                allow=
                deny=
                max_open_requests=2000
                buffer_size=200000
                timeout=600
                in_hwm=1000
                out_hwm=1000
                """.formatted(dir);
    }

    private static boolean answers(int port) throws IOException {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        }
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public byte[] request(int connection, @Nullable String lastEventId) {
        return """
                GET /%s HTTP/1.1\r
                Host: localhost\r
                Accept: text/event-stream\r
                \r
                """.formatted(channels.get(People.indexOf(connection))).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void publish(Message message) {
        String frame = "event: notification\nid: %d\ndata: %s\n\n"
                .formatted(message.number(), new String(message.json(), StandardCharsets.UTF_8));
        Map<String, ?> formats = Map.of("http-stream", Map.of("content", frame));
        List<?> items = channels.stream()
                .map(channel -> Map.of("channel", channel, "formats", formats))
                .toList();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + controlPort + "/publish/"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("items", items))))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("publishing has failed: " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Usage usage() {
        return Usage.of(processes.stream().map(Process::pid).toList());
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        processes.forEach(process -> process.onExit().join());
        origin.close();
    }
}
