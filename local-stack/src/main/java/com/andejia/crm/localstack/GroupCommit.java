package com.andejia.crm.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Commands one after the other, on one thread; what waits together is committed together, before anybody hears of it. So the more there is to do,
 * the less each of it costs.
 */
final class GroupCommit {
    private static final int AT_ONCE = 256;

    private final BlockingQueue<Command<?>> waiting = new LinkedBlockingQueue<>();
    private final Runnable commit;
    private volatile boolean closed;

    private record Command<T>(Supplier<T> work, CompletableFuture<T> answer) {
        /** Does it; what it returns answers. */
        Runnable perform() {
            try {
                T result = work.get();
                return () -> answer.complete(result);
            } catch (Throwable e) {
                return () -> answer.completeExceptionally(e);
            }
        }
    }

    GroupCommit(Runnable commit) {
        this.commit = commit;
        Thread thread = new Thread(this::work, "database");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns when it is done and committed.
     *
     * @throws IllegalStateException once this is closed
     */
    <T> T run(Supplier<T> work) {
        var command = new Command<>(work, new CompletableFuture<>());
        waiting.add(command);
        if (closed && waiting.remove(command)) {
            throw closed();
        }
        try {
            return command.answer().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void work() {
        while (!closed) {
            together();
        }
        waiting.forEach(command -> command.answer().completeExceptionally(closed()));
    }

    private void together() {
        List<Command<?>> some = new ArrayList<>(List.of(next()));
        waiting.drainTo(some, AT_ONCE);
        List<Runnable> answers = new ArrayList<>(some.size());
        some.forEach(command -> answers.add(command.perform()));
        try {
            commit.run();
        } catch (Throwable e) { // or those who wait would wait for ever
            some.forEach(command -> command.answer().completeExceptionally(e));
        }
        answers.forEach(Runnable::run);
    }

    private Command<?> next() {
        try {
            return waiting.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts it", e);
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the database is closed");
    }

    /** Returns when what waited is committed. */
    void close() {
        if (!closed) {
            run(() -> closed = true);
        }
    }
}
