package com.andejia.crm.customers.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The same port in memory; held to {@link OutboxStoreContract} like the real one. */
class InMemoryOutboxStore implements OutboxStore {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Map<Aggregate, Row> rows;
    private final Clock clock;
    private final String relay;

    InMemoryOutboxStore(Clock clock) {
        this(new HashMap<>(), clock, "relay");
    }

    private InMemoryOutboxStore(Map<Aggregate, Row> rows, Clock clock, String relay) {
        this.rows = rows;
        this.clock = clock;
        this.relay = relay;
    }

    InMemoryOutboxStore asSeenBy(String otherRelay, Clock itsClock) {
        return new InMemoryOutboxStore(rows, itsClock, otherRelay);
    }

    void append(Aggregate aggregate) {
        Row row = rows.computeIfAbsent(aggregate, absent -> new Row());
        row.seq++;
        row.events.add(new OutboxEvent(
                row.seq, aggregate + "#" + row.seq, "crm.customer.created.v1", clock.instant(), "{}", null));
        if (row.since == null) {
            row.since = clock.instant();
            row.until = row.since.plus(LEASE);
        }
    }

    void spill(Aggregate aggregate) {
        Row row = rows.get(aggregate);
        row.events.forEach(event -> row.spilled.put(event.seq(), event));
        row.events.clear();
    }

    @Override
    public Mono<Outstanding> claim(Aggregate aggregate) {
        return Mono.fromSupplier(() -> {
            Row row = rows.get(aggregate);
            Instant now = clock.instant();
            if (row == null || row.since == null || row.isHeld(now)) {
                return null;
            }
            row.holder = relay;
            row.until = now.plus(LEASE);
            return row.outstanding(aggregate);
        });
    }

    @Override
    public Mono<OutboxEvent> spilled(Aggregate aggregate, long seq) {
        return Mono.fromSupplier(() -> rows.get(aggregate).spilled.get(seq));
    }

    @Override
    public Mono<Outstanding> mark(Aggregate aggregate, long published) {
        return Mono.fromSupplier(() -> {
            Row row = rows.get(aggregate);
            row.pub = Math.max(row.pub, published);
            row.events.removeIf(event -> event.seq() <= published);
            row.spilled.keySet().removeIf(seq -> seq <= published);
            if (row.since == null || row.seq == published) {
                row.since = null;
                row.holder = null;
                return null;
            }
            row.holder = relay;
            row.until = clock.instant().plus(LEASE);
            return row.outstanding(aggregate);
        });
    }

    @Override
    public Mono<Void> backOff(Aggregate aggregate, Duration pause) {
        return Mono.fromRunnable(() -> {
            Row row = rows.get(aggregate);
            if (relay.equals(row.holder)) {
                row.giveUpUntil(clock.instant().plus(pause));
            }
        });
    }

    @Override
    public Mono<Void> release() {
        return Mono.fromRunnable(() -> rows.values().stream()
                .filter(row -> relay.equals(row.holder))
                .forEach(row -> row.giveUpUntil(clock.instant())));
    }

    @Override
    public Flux<Aggregate> due(int limit) {
        return Flux.defer(() -> {
            Instant now = clock.instant();
            return Flux.fromIterable(rows.entrySet().stream()
                    .filter(entry -> entry.getValue().isDue(now))
                    .limit(limit)
                    .map(Map.Entry::getKey)
                    .toList());
        });
    }

    @Override
    public Mono<Backlog> backlog() {
        return Mono.fromSupplier(() -> new Backlog(
                rows.values().stream().filter(row -> row.since != null).count(),
                rows.values().stream()
                        .filter(row -> row.since != null)
                        .map(row -> Duration.between(row.since, clock.instant()))
                        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) < 0 ? other : one),
                rows.values().stream().mapToLong(row -> row.spilled.size()).sum()));
    }

    private static final class Row {
        private long seq;
        private long pub;
        private Instant since;
        private String holder;
        private Instant until;
        private final List<OutboxEvent> events = new ArrayList<>();
        private final Map<Long, OutboxEvent> spilled = new HashMap<>();

        private void giveUpUntil(Instant end) {
            holder = null;
            until = end;
        }

        private boolean isHeld(Instant now) {
            return holder != null && !isOver(now);
        }

        private boolean isDue(Instant now) {
            return since != null && isOver(now);
        }

        private boolean isOver(Instant now) {
            return until.isBefore(now) || until.isAfter(now.plus(LEASE).plus(SKEW));
        }

        private Outstanding outstanding(Aggregate aggregate) {
            return new Outstanding(aggregate, seq, pub, List.copyOf(events));
        }
    }
}
