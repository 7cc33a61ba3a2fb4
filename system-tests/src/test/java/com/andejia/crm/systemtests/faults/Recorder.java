package com.andejia.crm.systemtests.faults;

import com.andejia.crm.systemtests.plot.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at a trial every few seconds: a sample for the plot, and now and then a line for whoever watches. */
final class Recorder implements AutoCloseable {
    private static final int SECONDS = 5;
    private static final int SAMPLES_PER_LINE = 4;

    private final Trial trial;
    private final Storm storm;
    private final long start = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> looking;
    private long writes;
    private long told;
    private long stored;

    Recorder(Trial trial, Storm storm) {
        this.trial = trial;
        this.storm = storm;
        looking = clock.scheduleAtFixedRate(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void look() {
        long writesNow = trial.ledger().writes();
        long toldNow = trial.streams().stream().mapToLong(StreamLog::size).sum();
        countStored();
        Duration at = Duration.ofNanos(System.nanoTime() - start);
        Sample sample = new Sample(
                at,
                (writesNow - writes) / (double) SECONDS,
                (toldNow - told) / (double) SECONDS,
                Math.max(0, trial.ledger().promised() - stored),
                trial.traffic().recent().drain().quantile(0.99),
                trial.toldAfter().drain().quantile(0.99));
        writes = writesNow;
        told = toldNow;
        samples.add(sample);
        if (samples.size() % SAMPLES_PER_LINE == 0) {
            System.out.printf(
                    "%3d:%02d  %,7d writes (%.0f/s)  %,7d to tell, %,d behind  %3d kills  %s%n",
                    at.toMinutes(),
                    at.toSecondsPart(),
                    writes,
                    sample.writesPerSecond(),
                    trial.ledger().promised(),
                    sample.backlog(),
                    storm.kills(),
                    storm.present());
        }
    }

    /** The database may be away, too: then the figure is that of before. */
    private void countStored() {
        try {
            stored = trial.stores().notificationCount();
        } catch (RuntimeException e) {
            // Said by the fault that is being shown.
        }
    }

    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        looking.cancel(false);
        clock.shutdown();
    }
}
