package com.andejia.crm.systemtests.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A TCP proxy on loopback that can be slow, deaf, mute, dead or cut. Bytes that were held are never delivered: the
 * connection that waited for them is reset when the wire heals, since TCP would not lose a piece from the middle.
 */
final class Wire implements AutoCloseable {
    /** What a wire suffers from. */
    enum Trouble {
        NONE,
        /** Everything arrives, late. */
        SLOW,
        /** What is asked never arrives; whoever asks is not told. */
        REQUESTS_LOST,
        /** What is asked is done, but the answer never arrives. */
        ANSWERS_LOST,
        /** Half-open: nothing arrives on either side, and no side is told. */
        BLACK_HOLE,
        /** Connections are reset, new ones refused. */
        CUT
    }

    private static final Duration DELAY = Duration.ofMillis(100);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int CHUNK = 64 * 1024;
    private static final int BACKLOG = 1_000;

    private final ServerSocket entrance;
    private final int target;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService pumps = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private Trouble trouble = Trouble.NONE;

    private Wire(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
        pumps.execute(this::accept);
    }

    static Wire to(int target) {
        try {
            return new Wire(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    int target() {
        return target;
    }

    void suffer(Trouble next) {
        boolean bytesWereHeld;
        synchronized (this) {
            bytesWereHeld = trouble != Trouble.NONE && trouble != Trouble.SLOW;
            trouble = next;
            notifyAll();
        }
        if (bytesWereHeld || next == Trouble.CUT) {
            connections.forEach(Connection::reset);
        }
    }

    void heal() {
        suffer(Trouble.NONE);
    }

    private synchronized Trouble trouble() {
        return trouble;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                pumps.execute(() -> connect(client));
            } catch (IOException e) {
                // Closed, which ends the loop.
            }
        }
    }

    private void connect(Socket client) {
        Connection connection = new Connection(client, new Socket());
        connections.add(connection);
        try {
            if (trouble() == Trouble.CUT) {
                throw new IOException("cut");
            }
            connection.server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            connection.server.setTcpNoDelay(true);
            pumps.execute(() -> connection.pump(client, connection.server, Trouble.REQUESTS_LOST));
            connection.pump(connection.server, client, Trouble.ANSWERS_LOST);
        } catch (IOException e) {
            connection.reset();
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to, Trouble stopping) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                    letThrough(stopping);
                    out.write(chunk, 0, length);
                }
                to.shutdownOutput();
                if (from.isOutputShutdown()) {
                    close();
                }
            } catch (IOException | InterruptedException e) {
                reset();
            }
        }

        /** Waits for as long as the trouble does not let anything pass in this direction. */
        private void letThrough(Trouble stopping) throws InterruptedException {
            synchronized (Wire.this) {
                while (trouble == stopping || trouble == Trouble.BLACK_HOLE) {
                    Wire.this.wait();
                }
            }
            if (trouble() == Trouble.SLOW) {
                Thread.sleep(DELAY.toMillis());
            }
        }

        /** As the peer of a machine that has lost its power would be told: RST, not FIN. */
        void reset() {
            try {
                client.setSoLinger(true, 0);
                server.setSoLinger(true, 0);
            } catch (IOException e) {
                // It was closed already.
            }
            close();
        }

        private void close() {
            connections.remove(this);
            closeQuietly(client);
            closeQuietly(server);
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is of no use any more either way.
        }
    }

    @Override
    public void close() {
        closeQuietly(entrance);
        heal();
        connections.forEach(Connection::reset);
        pumps.shutdownNow();
    }
}
