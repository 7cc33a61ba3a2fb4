package com.andejia.crm.customers.importing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far imports are, told by what is stored: the same from every replica. */
@Service
public class ImportProgress {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final ImportOperations operations;
    private final ImportRows rows;
    private final Clock clock;

    ImportProgress(ImportOperations operations, ImportRows rows, Clock clock) {
        this.operations = operations;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * How far one is.
     *
     * @param perSecond rows, since its present worker began
     * @param remainingSeconds at that speed; 0 once it is finished, and as long as nothing can be told
     */
    public record Progress(ImportOperation operation, RowCounts counts, double perSecond, long remainingSeconds) {

        boolean isAsFarAs(Progress other) {
            return counts.equals(other.counts) && operation.state() == other.operation.state();
        }
    }

    /** Empty if there is no such import. */
    public Mono<Progress> of(String id) {
        return operations.find(id).flatMap(operation -> rows.counts(id).map(counts -> progress(operation, counts)));
    }

    private Progress progress(ImportOperation operation, RowCounts counts) {
        Instant since = Objects.requireNonNullElse(operation.resumedAt(), operation.startedAt());
        Instant until = Objects.requireNonNullElse(operation.finishedAt(), clock.instant());
        double seconds = Duration.between(since, until).toMillis() / 1_000.0;
        double perSecond = seconds > 0 ? (counts.done() - operation.doneBefore()) / seconds : 0;
        long remaining = perSecond > 0 ? (long) Math.ceil((operation.total() - counts.done()) / perSecond) : 0;
        return new Progress(operation, counts, perSecond, operation.isFinished() ? 0 : remaining);
    }

    /** What it is now, and then each change of it, until it is finished; empty if there is no such import. */
    public Flux<Progress> follow(String id) {
        return of(id).repeatWhen(rounds -> rounds.takeWhile(found -> found > 0).delayElements(INTERVAL))
                .distinctUntilChanged(progress -> progress, Progress::isAsFarAs)
                .takeUntil(progress -> progress.operation().isFinished());
    }
}
