package com.andejia.crm.systemtests.measuring;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** As much as so many workers can do, each of whom goes on as soon as it is done: what something is capable of at most. */
public final class ClosedLoop {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
    /** For compilers and connections, beforehand. */
    private static final double WARM_UP = 0.5;

    private ClosedLoop() {}

    /**
     * How many things a second they do.
     *
     * @param work done again and again; it answers how many things that were
     */
    public static double perSecond(int workers, double seconds, LongSupplier work) {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            run(pool, workers, WARM_UP * seconds, work);
            return run(pool, workers, seconds, work);
        } finally {
            pool.shutdownNow();
        }
    }

    private static double run(ExecutorService pool, int workers, double seconds, LongSupplier work) {
        LongAdder done = new LongAdder();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * NANOS);
        Callable<Void> worker = () -> {
            while (end - System.nanoTime() > 0) {
                done.add(work.getAsLong());
            }
            return null;
        };
        try {
            List<Future<Void>> all = pool.invokeAll(Collections.nCopies(workers, worker));
            double took = (System.nanoTime() - begin) / NANOS;
            for (Future<Void> one : all) {
                one.get();
            }
            return done.sum() / took;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
