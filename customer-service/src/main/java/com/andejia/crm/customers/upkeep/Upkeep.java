package com.andejia.crm.customers.upkeep;

import com.andejia.crm.customers.api.Refusal;
import com.andejia.crm.customers.customer.CustomerChange;
import com.andejia.crm.customers.customer.CustomerChanges;
import com.andejia.crm.customers.customer.Customers;
import com.andejia.crm.customers.staff.Actor;
import com.andejia.crm.customers.staff.Role;
import com.andejia.crm.events.Person;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does the chores to all customers that need them. Safe to be done by several at once and to be cut off anywhere: each customer
 * is one write, refused if somebody else has changed the customer, and decided upon anew.
 */
@Component
class Upkeep {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Actor SYSTEM = new Actor(Person.SYSTEM.id(), Person.SYSTEM.name(), Set.of(Role.ADMIN));

    /** What is done between two pauses, and how much of it at once: few enough for nobody to notice. */
    private static final int BATCH = 100;

    private static final int PARALLEL = 4;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final List<Chore> chores;
    private final Customers customers;
    private final CustomerChanges changes;
    private final MeterRegistry meters;
    private final Clock clock;

    Upkeep(List<Chore> chores, Customers customers, CustomerChanges changes, MeterRegistry meters, Clock clock) {
        this.chores = chores;
        this.customers = customers;
        this.changes = changes;
        this.meters = meters;
        this.clock = clock;
        chores.forEach(chore -> List.of("done", "failed").forEach(result -> count(chore, result, 0)));
    }

    /** Answers how many customers were changed. */
    Mono<Long> round() {
        return Flux.fromIterable(chores).concatMap(this::round).reduce(0L, Long::sum);
    }

    private Mono<Long> round(Chore chore) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return chore.candidates(now)
                .buffer(BATCH)
                .concatMap(batch -> batch(chore, batch, now), 1)
                .reduce(0L, Long::sum)
                .doOnNext(done -> {
                    if (done > 0) {
                        log.info("upkeep: {} customers {}", done, chore.name());
                    }
                });
    }

    private Mono<Long> batch(Chore chore, List<String> ids, Instant now) {
        return Flux.fromIterable(ids)
                .flatMap(id -> one(chore, id, now), PARALLEL)
                .filter(done -> done)
                .count()
                .delayElement(PAUSE);
    }

    /** What fails for one customer must not keep the others from their turn; the next round tries again. */
    private Mono<Boolean> one(Chore chore, String id, Instant now) {
        AtomicBoolean needed = new AtomicBoolean();
        return changes.change(Mono.defer(() -> customers.find(id, SYSTEM)), customer -> {
                    CustomerChange change = chore.change(customer, now);
                    needed.set(change != null);
                    return Mono.justOrEmpty(change);
                })
                .map(changed -> needed.get())
                .doOnNext(done -> count(chore, "done", done ? 1 : 0))
                .onErrorResume(failure -> {
                    count(chore, "failed", 1);
                    log.warn("customer {} is not {} yet: {}", id, chore.name(), why(failure));
                    return Mono.just(false);
                });
    }

    /** Not the message of another failure, which may quote what was to be written. */
    private static String why(Throwable failure) {
        return failure instanceof Refusal
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName();
    }

    private void count(Chore chore, String result, int more) {
        meters.counter("crm.upkeep", "chore", chore.name(), "result", result).increment(more);
    }
}
