package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.feed.Notifications.Outcome;
import com.andejia.crm.notifications.feed.Notifications.Stored;
import com.andejia.crm.notifications.feed.StateChanges.Telling;
import com.andejia.crm.notifications.live.Broadcast;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.record.OrderedSends;
import com.andejia.crm.notifications.record.RecordBatch;
import com.andejia.crm.notifications.record.RecordBatch.Item;
import com.andejia.crm.notifications.record.RecordTracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Request → decision → store → digest → live. Each person's requests come from one partition, hence to one thread here: the only
 * writer of that person's feed, in the order of the log.
 */
@Component
class FeedListener implements ConsumerSeekAware {
    private static final Logger log = LoggerFactory.getLogger(FeedListener.class);
    static final String ID = "crm-feed";
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(15);

    private final RecordBatch batches;
    private final RequestReader reader;
    private final StateRequestReader stateReader;
    private final StateChanges changes;
    private final RequestLog requestLog;
    private final Decisions decisions;
    private final Bursts bursts;
    private final Notifications notifications;
    private final Digests digests;
    private final Erasure erasure;
    private final Broadcast broadcast;
    private final RecordTracing tracing;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Timer toStored;

    FeedListener(
            RecordBatch batches,
            RequestReader reader,
            StateRequestReader stateReader,
            StateChanges changes,
            RequestLog requestLog,
            Decisions decisions,
            Bursts bursts,
            Notifications notifications,
            Digests digests,
            Erasure erasure,
            Broadcast broadcast,
            RecordTracing tracing,
            JsonMapper json,
            MeterRegistry meters) {
        this.batches = batches;
        this.reader = reader;
        this.stateReader = stateReader;
        this.changes = changes;
        this.requestLog = requestLog;
        this.decisions = decisions;
        this.bursts = bursts;
        this.notifications = notifications;
        this.digests = digests;
        this.erasure = erasure;
        this.broadcast = broadcast;
        this.tracing = tracing;
        this.json = json;
        this.meters = meters;
        toStored = Timer.builder("crm.notification.event.to.stored")
                .description("From the event to the notification in the store")
                .register(meters);
    }

    @KafkaListener(
            id = ID,
            topics = NotificationRequest.TOPIC,
            concurrency = "${crm.feed.concurrency}",
            autoStartup = "false")
    void onRequests(List<ConsumerRecord<String, byte[]>> records) {
        batches.process(
                ID,
                records,
                entry -> Optional.of(read(entry)),
                items -> RequestRuns.inOrder(items, this::storeAndAnnounce, this::changeAndTell));
    }

    private FeedRequest read(ConsumerRecord<String, byte[]> entry) {
        return stateReader.isFor(entry) ? stateReader.read(entry) : reader.read(entry);
    }

    private void changeAndTell(List<Item<StateRequest>> items) {
        tell(await(changes.apply(items)));
    }

    private static void tell(List<Item<Telling>> tellings) {
        OrderedSends.send(
                tellings, item -> item.origin().key(), item -> item.content().send());
    }

    private void storeAndAnnounce(List<Item<NotificationRequest>> items) {
        List<Span> spans = items.stream()
                .map(item -> tracing.start("store", item.origin()))
                .toList();
        List<Entry> entries =
                await(decisions.decide(items.stream().map(this::place).toList()));
        List<Stored> stored = await(notifications.store(entries));
        Map<String, Notification> grown = await(digests.follow(stored));
        List<Item<Telling>> tellings = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Span span = spans.get(i);
            note(span, stored.get(i));
            Item<?> item = items.get(i);
            Announcement.of(stored.get(i), grown)
                    .ifPresent(it -> tellings.add(new Item<>(item.index(), item.origin(), () -> announce(it, span))));
        }
        tell(tellings);
        takeBack(stored);
    }

    private static <T> T await(Mono<T> step) {
        return Objects.requireNonNull(step.block(STORE_TIMEOUT));
    }

    private PlacedRequest place(Item<NotificationRequest> item) {
        ConsumerRecord<?, ?> origin = item.origin();
        return PlacedRequest.of(
                item.content(), new StreamPosition(requestLog.epochOf(origin.partition()), origin.offset()));
    }

    /** What was erased between being stored and being announced: the screens that heard of it reload. */
    private void takeBack(List<Stored> stored) {
        List<Entry> news = stored.stream()
                .filter(it -> it.outcome().isNews())
                .map(Stored::entry)
                .toList();
        notifications
                .erased(news.stream().map(Entry::subject).collect(Collectors.toSet()))
                .flatMap(erased -> erasure.reload(news.stream()
                        .filter(it -> erased.contains(it.subject()))
                        .map(Entry::recipient)
                        .collect(Collectors.toSet())))
                .block(STORE_TIMEOUT);
    }

    private void note(Span span, Stored stored) {
        Entry it = stored.entry();
        Outcome outcome = stored.outcome();
        tracing.run(
                span,
                () -> log.info(
                        "{} {} {} for {}: {}",
                        it.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                        it.type(),
                        it.id(),
                        it.recipient(),
                        outcome));
        meters.counter("crm.notifications", "type", it.type(), "outcome", outcome.name())
                .increment();
        if (outcome == Outcome.STORED && it.reason().replay() == null) {
            // Not as a Duration, which does not hold how far off an event of the year 9999 is.
            long millis = it.storedAt().toEpochMilli() - it.createdAt().toEpochMilli();
            toStored.record(Math.abs(millis), TimeUnit.MILLISECONDS);
        }
        span.end();
    }

    private CompletableFuture<?> announce(Announcement it, Span span) {
        byte[] bytes = json.writeValueAsBytes(it.notification());
        String recipient = it.notification().recipient();
        return tracing.within(
                span,
                () -> it.isGrowth()
                        ? broadcast.updated(recipient, it.position(), bytes)
                        : broadcast.notification(
                                recipient, it.position(), it.notification().createdAt(), bytes));
    }

    /** Another assignment may mean another incarnation of the topic, and that others have written meanwhile. */
    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
        requestLog.forget();
        bursts.forget();
    }
}
