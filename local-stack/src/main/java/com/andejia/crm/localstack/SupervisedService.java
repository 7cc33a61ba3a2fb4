package com.andejia.crm.localstack;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A service that is started again when it dies, later and later if it keeps dying. */
final class SupervisedService implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Ctrl-C reaches the services before the launcher: a death is news only if the launcher lives on. */
    private static final Duration BEFORE_THE_NEWS = Duration.ofMillis(300);

    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Consumer<String> console;
    private volatile ServiceProcess current;

    private SupervisedService(ServiceProcess first, Consumer<String> console) {
        this.current = first;
        this.console = console;
    }

    static SupervisedService start(ServiceProcess.Spec spec, Consumer<String> console) {
        return new SupervisedService(ServiceProcess.start(spec), console);
    }

    String name() {
        return current.spec().name();
    }

    long pid() {
        return current.pid();
    }

    /** Waits for the first time; from then on the service is watched. Dying before is not cured by another try. */
    void awaitReady() {
        current.awaitReady(PATIENCE);
        Thread watch = new Thread(this::watch, "watch-" + name());
        watch.setDaemon(true);
        watch.start();
    }

    private void watch() {
        long started = System.nanoTime();
        while (true) {
            int code = current.exit().join();
            Duration held = Duration.ofNanos(System.nanoTime() - started);
            if (isStoppingWithin(BEFORE_THE_NEWS)) {
                return;
            }
            Duration delay = backoff.next(held);
            console.accept("%s ended with exit code %d; it is started again in %d s. Its log: %s"
                    .formatted(name(), code, delay.toSeconds(), current.spec().logFile()));
            if (isStoppingWithin(delay) || !startAgain()) {
                return;
            }
            started = System.nanoTime();
            reportWhenReady();
        }
    }

    private synchronized boolean startAgain() {
        if (stopping.getCount() == 0) {
            return false;
        }
        current = ServiceProcess.start(current.spec());
        return true;
    }

    private void reportWhenReady() {
        try {
            current.awaitReady(PATIENCE);
            console.accept(name() + " is ready again.");
        } catch (IllegalStateException e) {
            if (current.isAlive()) {
                console.accept(e.getMessage());
            }
        }
    }

    private boolean isStoppingWithin(Duration time) {
        try {
            return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            stopping.countDown();
        }
        current.stop(GRACE);
    }
}
