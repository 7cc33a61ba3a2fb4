package com.andejia.crm.customers.customer;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.customer.BatchOutcome.RowError;
import com.andejia.crm.events.Operation;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One act on many customers, each row for itself. A row is answered when it has been decided, so after a crash in the middle
 * nothing was answered that is not true, and whoever asks again finds those done as they should be.
 */
public final class Batch {
    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    /** Of one batch: others want the database too. */
    private static final int PARALLEL = 8;

    private Batch() {}

    /** The rows do not depend on each other. */
    public static Mono<BatchOutcome> inParallel(List<String> ids, BiFunction<String, Operation, Mono<?>> act) {
        return run(ids, PARALLEL, act);
    }

    /** Each row after the one before it. */
    public static Mono<BatchOutcome> inOrder(List<String> ids, BiFunction<String, Operation, Mono<?>> act) {
        return run(ids, 1, act);
    }

    private static Mono<BatchOutcome> run(List<String> ids, int parallel, BiFunction<String, Operation, Mono<?>> act) {
        List<String> distinct = ids.stream().distinct().toList();
        Operation operation = Operations.on(distinct.size());
        Attempt attempt = new Attempt();
        return Flux.fromIterable(distinct)
                .flatMapSequential(id -> attempt.row(id, Mono.defer(() -> act.apply(id, operation))), parallel, 1)
                .collectList()
                .flatMap(rows -> outcome(operation, rows));
    }

    private static Mono<BatchOutcome> outcome(Operation operation, List<Row> rows) {
        List<Throwable> undecided = rows.stream()
                .flatMap(row -> Stream.ofNullable(row.undecidedFor()))
                .toList();
        if (!undecided.isEmpty() && undecided.size() == rows.size()) {
            return Mono.error(undecided.get(0)); // such as a database that is away: that is an answer for all of them
        }
        if (!undecided.isEmpty()) {
            // Never the message, which may quote what was to be written.
            String failure = undecided.get(0).getClass().getName();
            log.warn("operation {}: {} rows were not decided: {}", operation.id(), undecided.size(), failure);
        }
        List<RowError> errors = rows.stream()
                .filter(row -> row.failure() != null)
                .map(row -> new RowError(row.id(), row.error()))
                .toList();
        return Mono.just(new BatchOutcome(operation.id(), rows.size() - errors.size(), errors.size(), errors));
    }

    /** Gives up after the first failure that is no refusal: if the database is away, the others need not find out in turn. */
    private static final class Attempt {
        private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();

        Mono<Row> row(String id, Mono<?> act) {
            return Mono.defer(() -> {
                        Throwable earlier = failed.get();
                        return earlier == null ? act : Mono.error(earlier);
                    })
                    .then(Mono.just(new Row(id, null)))
                    .onErrorResume(failure -> Mono.just(note(new Row(id, failure))));
        }

        private Row note(Row row) {
            failed.compareAndSet(null, row.undecidedFor());
            return row;
        }
    }

    private record Row(String id, @Nullable Throwable failure) {
        /** Not refused, but perhaps done and perhaps not. */
        @Nullable
        Throwable undecidedFor() {
            return failure instanceof Refusal ? null : failure;
        }

        String error() {
            return failure instanceof Refusal refusal ? refusal.text() : "暂时无法确认是否成功，请重试";
        }
    }
}
