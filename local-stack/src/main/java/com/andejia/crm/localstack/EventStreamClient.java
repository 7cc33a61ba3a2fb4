package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client of a server-sent event stream that remembers all it was sent, as a test wants it. */
public final class EventStreamClient implements AutoCloseable {
    private static final HttpClient HTTP = client(HttpClient.Version.HTTP_1_1);
    private static final HttpClient HTTP_2 = client(HttpClient.Version.HTTP_2);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private volatile boolean ended;

    /**
     * One event.
     *
     * @param name empty for a block that only sets the retry time
     * @param id empty if it has none
     * @param receivedNanos when it was complete, as {@link System#nanoTime} has it; no part of what it is
     */
    public record Event(String name, String id, String data, long receivedNanos) {
        public Event(String name, String id, String data) {
            this(name, id, data, 0);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Event event
                    && name.equals(event.name)
                    && id.equals(event.id)
                    && data.equals(event.data);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, id, data);
        }
    }

    private EventStreamClient(HttpResponse<Stream<String>> response) {
        this.response = response;
        Iterator<String> lines =
                response.body().iterator(); // here, since one that is closed at once could not be had any more
        Thread reader = new Thread(() -> read(lines), "event-stream-client");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Opens the stream; returns when the server has answered.
     *
     * @param headers names and values in turn
     */
    public static EventStreamClient open(URI stream, String... headers) throws IOException, InterruptedException {
        return open(HTTP, stream, headers);
    }

    /** The same, upgrading to HTTP/2 if the server does. */
    public static EventStreamClient openHttp2(URI stream, String... headers) throws IOException, InterruptedException {
        return open(HTTP_2, stream, headers);
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static EventStreamClient open(HttpClient client, URI stream, String... headers)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(stream)
                .timeout(Duration.ofSeconds(10))
                .headers(headers)
                .build();
        return new EventStreamClient(client.send(request, HttpResponse.BodyHandlers.ofLines()));
    }

    public HttpResponse<?> response() {
        return response;
    }

    /** Whether the server, or the network, has ended it. */
    public boolean ended() {
        return ended;
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    private void read(Iterator<String> lines) {
        List<String> block = new ArrayList<>();
        try {
            lines.forEachRemaining(line -> {
                if (!line.isEmpty()) {
                    block.add(line);
                } else if (!block.isEmpty()) {
                    events.add(new Event(
                            field(block, "event"), field(block, "id"), field(block, "data"), System.nanoTime()));
                    block.clear();
                }
            });
        } catch (UncheckedIOException cut) {
            ended = true; // However a stream ends, to a test it has ended.
        }
        ended = true;
    }

    /** With or without the space, as the format has it. */
    private static String field(List<String> block, String name) {
        String prefix = name + ":";
        return block.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .map(value -> value.startsWith(" ") ? value.substring(1) : value)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        response.body().close();
    }
}
