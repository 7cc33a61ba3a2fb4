package com.andejia.crm.customers.importing;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.api.Refusal.Kind;
import com.andejia.crm.customers.staff.Actor;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A file comes in: its rows are stored, chunk by chunk as they are read, and only when the last one is stored there is an
 * import at all, which {@link ImportRunner} then carries out. A file that cannot be read leaves nothing behind.
 */
@Service
public class CustomerImport implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(CustomerImport.class);
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    /** Few enough for a chunk to be a small document, many enough for few writes. */
    static final int CHUNK = 50;

    /** Files read at the same time; the others wait, so that memory has a bound whoever sends what. */
    private static final int READERS = 2;

    private static final int WAITING = 1_000;

    /** What takes longer is given up; so what is much older and still not started never will be. */
    static final Duration LONGEST_STORING = Duration.ofMinutes(10);

    private final ImportOperations operations;
    private final ImportRows rows;
    private final RowRules rules;
    private final Clock clock;
    private final Scheduler readers = Schedulers.newBoundedElastic(READERS, WAITING, "import-reader");

    CustomerImport(ImportOperations operations, ImportRows rows, RowRules rules, Clock clock) {
        this.operations = operations;
        this.rows = rows;
        this.rules = rules;
        this.clock = clock;
    }

    private record Stored(int total, int size) {
        Stored plus(Chunk chunk) {
            return new Stored(total + chunk.size(), size + chunk.toEnter().size());
        }
    }

    /** Answers when all rows are stored, and none is entered yet. */
    public Mono<ImportOperation> begin(Actor actor, ImportFile file) {
        String id = IDS.generate().toString();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Mono.usingWhen(
                        operations
                                .add(ImportOperation.receiving(id, actor.asPerson(), now))
                                .thenReturn(id),
                        added -> store(id, file)
                                .timeout(LONGEST_STORING)
                                .flatMap(stored -> operations.start(id, stored.total(), stored.size())),
                        added -> Mono.empty(),
                        (added, failure) -> remove(id),
                        added -> remove(id))
                .doOnNext(operation ->
                        log.info("import {} of {} rows started by staff {}", id, operation.total(), actor.id()));
    }

    private Mono<Stored> store(String id, ImportFile file) {
        return read(file)
                .buffer(CHUNK)
                .index((number, outcomes) -> Chunk.of(id, number, outcomes))
                .concatMap(chunk -> rows.add(chunk).thenReturn(chunk), 1)
                .reduce(new Stored(0, 0), Stored::plus)
                .filter(stored -> stored.total() > 0)
                .switchIfEmpty(Mono.error(() -> Refusal.of(Kind.INVALID, "文件中没有数据行")));
    }

    /** Reads on only when what has been read is stored; on threads that may wait for a disk. */
    Flux<RowOutcome> read(ImportFile file) {
        return Flux.generate(() -> RowStream.of(file.open(), rules), CustomerImport::next, CustomerImport::close)
                .subscribeOn(readers);
    }

    private static RowStream next(RowStream rows, SynchronousSink<RowOutcome> sink) {
        try {
            RowOutcome next = rows.next();
            if (next == null) {
                sink.complete();
            } else {
                sink.next(next);
            }
        } catch (IOException e) {
            sink.error(new UncheckedIOException(e));
        }
        return rows;
    }

    private static void close(RowStream rows) {
        try {
            rows.close();
        } catch (IOException e) {
            log.warn("a file of an import stays open: {}", e.toString());
        }
    }

    /** What cannot be removed now is never started, and swept later. */
    private Mono<Void> remove(String id) {
        return rows.remove(id)
                .then(operations.remove(id))
                .doOnError(e -> log.warn("import {} that never began stays until the next sweep: {}", id, e.toString()))
                .onErrorComplete();
    }

    @Override
    public void destroy() {
        readers.dispose();
    }
}
