package com.andejia.crm.notifications.staff;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.events.StaffChanged;
import com.andejia.crm.events.Topics;
import com.andejia.crm.notifications.record.EventDecoder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The compacted staff topic as a table in memory. Every replica reads all of it at start and follows it from then on, so
 * it needs no consumer group and no store. Says {@link StaffTableReady} once it knows what the topic knows.
 */
@Component
class StaffTable implements StaffDirectory, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StaffTable.class);
    private static final Set<String> MANAGING_ROLES = Set.of("admin", "manager", "operator");
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final Map<String, StaffChanged> members = new ConcurrentHashMap<>();
    private final ConsumerFactory<String, byte[]> consumers;
    private final EventDecoder decoder;
    private final ApplicationEventPublisher events;
    private final Counter malformed;
    private final Thread follower = new Thread(this::run, "staff-table");
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Asked for every customer that is entered, so they are looked for once after each change. */
    private volatile SingletonSupplier<Set<String>> managers = findManagers();

    private volatile @Nullable Consumer<String, byte[]> reading;
    private boolean ready;

    StaffTable(
            ConsumerFactory<String, byte[]> consumers,
            EventDecoder decoder,
            ApplicationEventPublisher events,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.decoder = decoder;
        this.events = events;
        malformed = meters.counter("crm.staff.malformed");
    }

    @Override
    public Set<String> managers() {
        return Objects.requireNonNull(managers.get());
    }

    private SingletonSupplier<Set<String>> findManagers() {
        return SingletonSupplier.of(
                () -> those(member -> member.roles().stream().anyMatch(MANAGING_ROLES::contains)));
    }

    @Override
    public Set<String> everybody() {
        return those(member -> true);
    }

    @Override
    public Set<String> withRole(String role) {
        return those(member -> member.roles().contains(role));
    }

    @Override
    public Optional<String> nameOf(String staffId) {
        return Optional.ofNullable(members.get(staffId))
                .filter(StaffChanged::active)
                .map(StaffChanged::name);
    }

    private Set<String> those(Predicate<StaffChanged> condition) {
        return members.values().stream()
                .filter(StaffChanged::active)
                .filter(condition)
                .map(StaffChanged::staffId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (running()) {
            try (Consumer<String, byte[]> consumer = consumers.createConsumer("staff-table", "")) {
                reading = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                log.debug("staff table is no longer followed");
            } catch (Throwable e) {
                // An Error would leave the table as it is for good.
                log.warn("staff table lost its topic, reads it again in {} ms: {}", pause, e.toString());
                await(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(Topics.STAFF_EVENTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (running()) {
            consumer.poll(POLL).forEach(this::apply);
            boolean caughtUp =
                    ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            // An empty table is one that nobody has filled yet: with no staff there is no audience to tell.
            if (!ready && caughtUp && !members.isEmpty()) {
                ready = true;
                log.info("staff table is ready, {} members", members.size());
                events.publishEvent(new StaffTableReady());
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> entry) {
        try {
            DomainEvent event =
                    decoder.decode(entry).map(EventDecoder.Received::event).orElse(null);
            if (event instanceof StaffChanged member) {
                members.put(member.staffId(), member);
                managers = findManagers();
            }
        } catch (MalformedEvent e) {
            malformed.increment();
            log.warn("staff record at {}-{} is unreadable: {}", entry.partition(), entry.offset(), e.getMessage());
        }
    }

    private void await(long pause) {
        try {
            stopped.await(pause, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopped.countDown();
        }
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    @Override
    public void start() {
        follower.setDaemon(true);
        follower.start();
    }

    @Override
    public void stop() {
        stopped.countDown();
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return follower.isAlive();
    }
}
