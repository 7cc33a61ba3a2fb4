package com.andejia.crm.systemtests.crowd;

import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Clients by the thousand, all on one thread. Whoever loses the stream comes back after the time that the service asks for. */
public final class Crowd implements AutoCloseable {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(3);
    private static final int BUFFER = 64 * 1024;
    private static final long LONGEST_SLEEP_MILLIS = 20;

    /** For everything else that a process has open. */
    private static final int SPARE_FILES = 500;

    private final InetSocketAddress server;
    private final Requests requests;
    private final Selector selector;
    private final Client[] clients;
    private final Queue<Client> outside = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] bytes = new byte[BUFFER];
    private final AtomicInteger open = new AtomicInteger();
    /** How often a stream has ended, or was refused. */
    private final AtomicInteger losses = new AtomicInteger();

    private final Thread thread = new Thread(this::run, "crowd");
    private volatile int atOnce;
    private int onTheirWay;
    private volatile boolean away;
    private volatile boolean closed;
    private volatile @Nullable Throwable trouble;

    /** How many connections one process may have here; {@code ulimit -n} says so. */
    public static int mostConnections() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount()) - SPARE_FILES;
    }

    /** What each of them asks for. */
    public interface Requests {
        byte[] request(int connection, @Nullable String lastEventId);
    }

    /**
     * Clients that begin to come at once.
     *
     * @param atOnce how many may be on their way; a queue that overflows would cost them seconds
     */
    public Crowd(int size, int atOnce, InetSocketAddress server, Requests requests, Lines lines) {
        this.server = server;
        this.requests = requests;
        this.atOnce = atOnce;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients = IntStream.range(0, size)
                .mapToObj(connection -> new Client(connection, lines))
                .toArray(Client[]::new);
        outside.addAll(Arrays.asList(clients));
        thread.setDaemon(true);
        thread.start();
    }

    public void awaitAll(Duration patience) {
        await("all clients have a stream")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    if (open.get() < clients.length) {
                        throw new AssertionError(
                                "%d of %d, %d losses".formatted(open.get(), clients.length, losses.get()), trouble);
                    }
                });
    }

    /** Whoever loses the stream from now on does not come back. */
    public void stayAway() {
        away = true;
    }

    /** Everybody, however many that is. */
    public void comeBackAtOnce() {
        atOnce = clients.length;
        away = false;
        selector.wakeup();
    }

    private void run() {
        try {
            while (!closed) {
                letIn(System.nanoTime());
                selector.select(this::look, LONGEST_SLEEP_MILLIS);
            }
        } catch (IOException | RuntimeException | Error e) {
            trouble = e;
        }
    }

    private void letIn(long now) throws IOException {
        while (!away
                && onTheirWay < atOnce
                && !outside.isEmpty()
                && outside.element().mayCome(now)) {
            onTheirWay++;
            Client client = outside.remove();
            try {
                client.connect(server, selector);
            } catch (IOException e) {
                lost(client, e);
            }
        }
    }

    private void look(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (key.isConnectable()) {
                client.ask(requests);
            } else if (key.isReadable()) {
                read(client);
            }
        } catch (IOException e) {
            lost(client, e);
        }
    }

    private void read(Client client) throws IOException {
        buffer.clear();
        int length = client.read(buffer);
        long now = System.nanoTime();
        buffer.flip().get(bytes, 0, length);
        if (client.read(bytes, length, now)) {
            onTheirWay--;
            open.incrementAndGet();
        }
    }

    private void lost(Client client, IOException cause) {
        trouble = cause;
        losses.incrementAndGet();
        if (client.close(System.nanoTime() + PAUSE)) {
            open.decrementAndGet();
        } else {
            onTheirWay--;
        }
        outside.add(client);
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            for (Client client : clients) {
                client.close(0);
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
