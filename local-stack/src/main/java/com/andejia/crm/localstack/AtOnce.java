package com.andejia.crm.localstack;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The same for several, on a thread for each: the common pool has a single one on a machine of two cores. */
final class AtOnce {
    private static final Executor OWN_THREADS = work -> new Thread(work, "at-once").start();

    private AtOnce() {}

    /**
     * Returns when it is done for all.
     *
     * @throws RuntimeException what one of them threw; it is done for the others all the same
     */
    static <T> void forEach(List<T> all, Consumer<T> work) {
        try {
            CompletableFuture.allOf(all.stream()
                            .map(one -> CompletableFuture.runAsync(() -> work.accept(one), OWN_THREADS))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }
}
