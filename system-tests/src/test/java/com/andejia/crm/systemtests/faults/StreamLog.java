package com.andejia.crm.systemtests.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser that never gives up: follows one person's stream over all that happens to it, resumes at the last event id with
 * whatever replica answers, and writes down everything it was sent.
 */
final class StreamLog implements AutoCloseable {
    /** Longer than a heartbeat takes: whoever is silent for so long is gone. */
    private static final int SILENCE_MILLIS = 25_000;

    private static final int CONNECT_MILLIS = 2_000;
    private static final long PAUSE_MILLIS = 300;

    private final String person;
    private final String token;
    private final Supplier<List<URI>> services;
    private final Consumer<Entry> listener;
    private final List<Entry> entries = new ArrayList<>();
    private final Thread reader = new Thread(this::follow);
    private volatile boolean closed;
    private String lastEventId = "";
    private int attempts;

    /**
     * One event.
     *
     * @param id of the event; empty for a resync, which says that something was left out
     * @param notificationId empty for a resync
     * @param updated whether it is a digest that has grown
     */
    record Entry(
            String id, String notificationId, String type, String customerId, boolean updated, long receivedNanos) {
        static final Entry RESYNC = new Entry("", "", "", "", false, 0);
    }

    StreamLog(String person, String token, Supplier<List<URI>> services, Consumer<Entry> listener) {
        this.person = person;
        this.token = token;
        this.services = services;
        this.listener = listener;
        reader.setName("stream-of-" + person);
        reader.setDaemon(true);
        reader.start();
    }

    String person() {
        return person;
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized int size() {
        return entries.size();
    }

    private void follow() {
        while (!closed) {
            try {
                read();
            } catch (IOException e) {
                // Cut, refused, silent: the next replica is asked.
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read() throws IOException {
        List<URI> all = services.get();
        URI service = all.get(Math.floorMod(person.hashCode() + attempts++, all.size()));
        HttpURLConnection stream = (HttpURLConnection)
                service.resolve("/api/notifications/stream").toURL().openConnection();
        stream.setConnectTimeout(CONNECT_MILLIS);
        stream.setReadTimeout(SILENCE_MILLIS);
        stream.setRequestProperty("Authorization", "Bearer " + token);
        if (!lastEventId.isEmpty()) {
            stream.setRequestProperty("Last-Event-ID", lastEventId);
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            String event = "";
            String id = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (line.isEmpty()) {
                    received(event, id, data);
                    event = "";
                    id = "";
                    data = "";
                }
            }
        } finally {
            stream.disconnect();
        }
    }

    private void received(String event, String id, String data) {
        boolean updated = event.equals("notification-updated");
        if (updated || event.equals("notification")) {
            JsonNode notification = JsonMapper.shared().readTree(data);
            Entry entry = new Entry(
                    id,
                    notification.at("/id").asString(),
                    notification.at("/type").asString(),
                    notification.at("/data/customerId").asString(""),
                    updated,
                    System.nanoTime());
            lastEventId = id;
            add(entry);
            listener.accept(entry);
        } else if (event.equals("resync")) {
            add(Entry.RESYNC);
        }
    }

    private synchronized void add(Entry entry) {
        entries.add(entry);
    }

    /** What it reads at the moment ends with the service, or with this JVM. */
    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }
}
