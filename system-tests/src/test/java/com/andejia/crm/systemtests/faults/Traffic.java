package com.andejia.crm.systemtests.faults;

import static com.andejia.crm.systemtests.faults.Http.json;
import static com.andejia.crm.systemtests.faults.Http.to;

import com.andejia.crm.systemtests.faults.Http.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Customers are entered and given from one to another, at a steady rate. Whoever gets no answer asks again until there is one,
 * a creation with its own {@code Idempotency-Key}: in the end every write has been acknowledged, and once.
 */
final class Traffic implements AutoCloseable {
    private static final int CLERKS = 48;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Supplier<List<URI>> services;
    private final Office office;
    private final Ledger ledger;
    private final Random random;
    private final double creations;

    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(Traffic::daemon);
    private final ExecutorService clerks = Executors.newFixedThreadPool(CLERKS, Traffic::daemon);
    private final Semaphore free = new Semaphore(CLERKS);
    private final Deque<Customer> idle = new ArrayDeque<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicLong heldBack = new AtomicLong();
    private final Map<Integer, AtomicLong> answers = new ConcurrentHashMap<>();
    private final Map<String, Long> enteredAt = new ConcurrentHashMap<>();
    private final Latencies latencies = new Latencies();
    private final Latencies recent = new Latencies();
    private volatile @Nullable Throwable broken;
    private Future<?> pacing = CompletableFuture.completedFuture(null);

    private record Customer(String id, String owner) {}

    private record Answered(Reply reply, boolean firstTime) {}

    /**
     * At rest until {@link #start}.
     *
     * @param creations which part of the writes are creations; the others give a customer to somebody else
     */
    Traffic(Supplier<List<URI>> services, Office office, Ledger ledger, long seed, double creations) {
        this.services = services;
        this.office = office;
        this.ledger = ledger;
        this.random = new Random(seed);
        this.creations = creations;
    }

    /** Open loop as long as a clerk is free: a slow answer does not hold up the writes behind it. */
    void start(double perSecond) {
        long period = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        pacing = pace.scheduleAtFixedRate(this::begin, 0, period, TimeUnit.NANOSECONDS);
    }

    /** Begins no more, and returns when all that were begun are acknowledged. */
    void finish() {
        pacing.cancel(false);
        awaitAcknowledged();
    }

    private void awaitAcknowledged() {
        try {
            pace.submit(() -> {}).get(); // What was just being begun has begun.
            if (!free.tryAcquire(CLERKS, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("writes are still not acknowledged after " + PATIENCE);
            }
            free.release(CLERKS);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (broken != null) {
            throw new AssertionError("a write was answered as none may be", broken);
        }
    }

    /** So many writes now, each in its turn of the clerks; returns when they are acknowledged. */
    void write(int count) {
        for (int i = 0; i < count; i++) {
            free.acquireUninterruptibly();
            clerks.execute(this::work);
        }
        awaitAcknowledged();
    }

    private void begin() {
        if (free.tryAcquire()) {
            clerks.execute(this::work);
        } else {
            heldBack.incrementAndGet();
        }
    }

    private void work() {
        try {
            Customer customer = pick();
            if (customer == null) {
                create();
            } else {
                assign(customer);
            }
        } catch (Throwable e) {
            broken = e;
        } finally {
            free.release();
        }
    }

    /** Null for a new one. */
    private @Nullable Customer pick() {
        synchronized (idle) {
            return random.nextDouble() < creations ? null : idle.pollFirst();
        }
    }

    private String anybodyBut(String owner) {
        synchronized (idle) {
            List<String> others = office.employees().stream()
                    .filter(person -> !person.equals(owner))
                    .toList();
            return others.get(random.nextInt(others.size()));
        }
    }

    private void create() throws InterruptedException {
        String owner = anybodyBut("");
        int number = names.incrementAndGet();
        Map<String, Object> lead = new HashMap<>(Map.of(
                "name",
                "客户" + number,
                "phone",
                "139%08d".formatted(number),
                "leadSource",
                "美团",
                "leadLevel",
                "A类",
                "contractStatus",
                "待定",
                "assignedTo",
                owner));
        String key = UUID.randomUUID().toString();
        long begun = System.nanoTime();
        Answered answered = untilAnswered(
                201,
                service -> to(service, "/api/customers", office.token(Office.ADMIN))
                        .header("Idempotency-Key", key)
                        .POST(json(lead)));
        String id = answered.reply().body().at("/data/id").asString();
        enteredAt.put(id, begun);
        ledger.created(id, owner);
        putBack(answered, new Customer(id, owner));
    }

    private void assign(Customer customer) throws InterruptedException {
        String owner = anybodyBut(customer.owner());
        Answered answered = untilAnswered(
                200,
                service -> to(service, "/api/customers/" + customer.id() + "/assign", office.token(Office.ADMIN))
                        .method("PATCH", json(Map.of("assignedTo", owner, "assignmentReason", "离客户近"))));
        ledger.assigned(customer.id(), owner);
        putBack(answered, new Customer(customer.id(), owner));
    }

    /**
     * A customer whose write had to be asked for twice is left alone from then on: the first request may still be on its way, and
     * would undo what is done after the second.
     */
    private void putBack(Answered answered, Customer customer) {
        if (answered.firstTime()) {
            synchronized (idle) {
                idle.addLast(customer);
            }
        }
    }

    private Answered untilAnswered(int expected, Function<URI, HttpRequest.Builder> request)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; System.nanoTime() < deadline; attempt++) {
            List<URI> all = services.get();
            URI service = all.get(Math.floorMod(next.getAndIncrement(), all.size()));
            long begun = System.nanoTime();
            try {
                Reply reply = Http.send(request.apply(service));
                count(reply.status());
                if (reply.status() == expected) {
                    latencies.record(System.nanoTime() - begun);
                    recent.record(System.nanoTime() - begun);
                    return new Answered(reply, attempt == 1);
                } else if (reply.status() != 503) {
                    throw new AssertionError("answered with " + reply);
                }
            } catch (IOException e) {
                count(0);
            }
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        }
        throw new AssertionError("not acknowledged in " + PATIENCE);
    }

    private void count(int status) {
        answers.computeIfAbsent(status, absent -> new AtomicLong()).incrementAndGet();
    }

    /** How often each status was answered; 0 stands for no answer. */
    long answered(int status) {
        AtomicLong count = answers.get(status);
        return count == null ? 0 : count.get();
    }

    /** Requests that were answered with 503 or not at all, and asked again. */
    long refused() {
        return answered(503) + answered(0);
    }

    /** Writes that were due while no clerk was free. */
    long heldBack() {
        return heldBack.get();
    }

    /** Of acknowledged requests. */
    Latencies latencies() {
        return latencies;
    }

    /** The same, for whoever looks now and then and takes them away. */
    Latencies recent() {
        return recent;
    }

    /** When the first attempt to enter it began; null for customers of others. */
    @Nullable
    Long enteredAt(String customerId) {
        return enteredAt.get(customerId);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "traffic");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        pace.shutdownNow();
        clerks.shutdownNow();
    }
}
