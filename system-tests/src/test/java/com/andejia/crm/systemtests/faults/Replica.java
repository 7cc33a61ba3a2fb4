package com.andejia.crm.systemtests.faults;

import com.andejia.crm.localstack.ServiceProcess;
import com.andejia.crm.localstack.ServiceProcess.Spec;
import com.andejia.crm.systemtests.faults.agent.Controls;
import com.andejia.crm.systemtests.faults.agent.FailPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One replica of a service, with the wires it hangs on.
 *
 * <p>It is reached through {@link #uri}, over the wire {@link #clients}.
 */
final class Replica implements Part {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Spec spec;
    private final Path controls;
    private final Wire clients;
    private final List<Wire> brokers;
    private final Wire database;
    private @Nullable ServiceProcess process;

    Replica(Spec spec, Path controls, Wire clients, List<Wire> brokers, Wire database) {
        this.spec = spec;
        this.controls = controls;
        this.clients = clients;
        this.brokers = brokers;
        this.database = database;
    }

    Wire clients() {
        return clients;
    }

    /** One to each broker. */
    List<Wire> brokers() {
        return brokers;
    }

    Wire database() {
        return database;
    }

    List<Wire> wires() {
        return Stream.concat(Stream.of(clients, database), brokers.stream()).toList();
    }

    URI uri() {
        return URI.create("http://localhost:" + clients.port());
    }

    URI managementUri() {
        return running().managementUri();
    }

    Path log() {
        return spec.logFile();
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public synchronized void start() {
        tell(Controls.NONE);
        process = ServiceProcess.start(spec);
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
        running().stop(GRACE);
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
        return running().isReady();
    }

    @Override
    public void awaitReady(Duration patience) {
        running().awaitReady(patience);
    }

    /** From the next time on that it comes past this point; see {@link #awaitDeath}. */
    void dieAt(FailPoint point) {
        tell(new Controls(point.name(), Duration.ZERO));
    }

    void putClockWrong(Duration by) {
        tell(new Controls("", by));
    }

    void awaitDeath(Duration patience) {
        try {
            running().exit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(name() + " has not come past the point where it was to die", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(Controls what) {
        try {
            what.writeTo(controls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized ServiceProcess running() {
        if (process == null) {
            throw new IllegalStateException(name() + " has not been started");
        }
        return process;
    }
}
