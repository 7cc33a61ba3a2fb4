package com.andejia.crm.customers.staff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every connection and never says a word. */
final class HangingServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> taken = new CopyOnWriteArrayList<>();

    HangingServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread taking = new Thread(this::take, "hanging-server");
        taking.setDaemon(true);
        taking.start();
    }

    private void take() {
        try {
            while (true) {
                taken.add(server.accept());
            }
        } catch (IOException e) {
            // closed
        }
    }

    String uri() {
        return "http://localhost:" + server.getLocalPort();
    }

    int connections() {
        return taken.size();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : taken) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
