package com.andejia.crm.systemtests.faults;

import static org.awaitility.Awaitility.await;

import com.andejia.crm.localstack.JvmProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A broker or a database in a process of its own. */
final class Server implements Part {
    private static final int CONNECT_MILLIS = 500;

    private final String name;
    private final int port;
    private final Class<?> main;
    private final List<String> arguments;
    private final Path log;
    private @Nullable JvmProcess process;

    Server(String name, int port, Class<?> main, List<String> arguments, Path log) {
        this.name = name;
        this.port = port;
        this.main = main;
        this.arguments = arguments;
        this.log = log;
    }

    int port() {
        return port;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        process = JvmProcess.start(main, arguments, log);
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public void kill() {
        running().kill();
    }

    @Override
    public void stop() {
        running().close();
    }

    @Override
    public void freeze() {
        running().freeze();
    }

    @Override
    public void thaw() {
        running().thaw();
    }

    @Override
    public void printThreads() {
        running().printThreads();
    }

    @Override
    public boolean isAlive() {
        return running().isAlive();
    }

    @Override
    public boolean isReady() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void awaitReady(Duration patience) {
        await(name + " accepts connections, see " + log)
                .atMost(patience)
                .failFast(name + " has ended, see " + log, () -> !isAlive())
                .until(this::isReady);
    }

    private synchronized JvmProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return process;
    }
}
