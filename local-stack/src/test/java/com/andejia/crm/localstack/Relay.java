package com.andejia.crm.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands on the advertised port of a listener and passes on what comes there. */
final class Relay implements AutoCloseable {
    private final ServerSocket socket;
    private final int target;

    private Relay(ServerSocket socket, int target) {
        this.socket = socket;
        this.target = target;
    }

    static Relay before(KafkaNode.Listener listener) {
        try {
            Relay relay = new Relay(
                    new ServerSocket(listener.advertisedPort(), 50, InetAddress.getLoopbackAddress()), listener.port());
            daemon(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> copy(client, server));
                daemon(() -> copy(server, client));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone; closing tells the other.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
