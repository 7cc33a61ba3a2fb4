package com.andejia.crm.notifications.feed;

import com.andejia.crm.notifications.feed.Notifications.Outcome;
import com.andejia.crm.notifications.live.Broadcast;
import com.andejia.crm.notifications.live.StreamPosition;
import com.andejia.crm.notifications.record.OrderedSends;
import com.andejia.crm.notifications.record.RecordBatch;
import com.andejia.crm.notifications.record.RecordBatch.Item;
import com.andejia.crm.notifications.record.RecordTracing;
import com.andejia.crm.notifications.template.Templates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Request → notification → store → live. Each person's requests come from one partition, hence to one thread here: the only
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
    private final Templates templates;
    private final Notifications notifications;
    private final Erasure erasure;
    private final Broadcast broadcast;
    private final RecordTracing tracing;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;

    FeedListener(
            RecordBatch batches,
            RequestReader reader,
            StateRequestReader stateReader,
            StateChanges changes,
            RequestLog requestLog,
            Templates templates,
            Notifications notifications,
            Erasure erasure,
            Broadcast broadcast,
            RecordTracing tracing,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.batches = batches;
        this.reader = reader;
        this.stateReader = stateReader;
        this.changes = changes;
        this.requestLog = requestLog;
        this.templates = templates;
        this.notifications = notifications;
        this.erasure = erasure;
        this.broadcast = broadcast;
        this.tracing = tracing;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
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
        var tellings = Objects.requireNonNull(changes.apply(items).block(STORE_TIMEOUT));
        OrderedSends.send(
                tellings, item -> item.origin().key(), item -> item.content().send());
    }

    private void storeAndAnnounce(List<Item<NotificationRequest>> items) {
        List<Pending> pending = items.stream().map(this::pending).toList();
        List<Outcome> outcomes = Objects.requireNonNull(notifications
                .store(pending.stream().map(Pending::notification).toList())
                .block(STORE_TIMEOUT));
        List<Item<Pending>> unannounced = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            note(pending.get(i), outcomes.get(i));
            if (outcomes.get(i).isNews()) {
                Item<NotificationRequest> item = items.get(i);
                unannounced.add(new Item<>(item.index(), item.origin(), pending.get(i)));
            }
        }
        OrderedSends.send(unannounced, item -> item.origin().key(), item -> announce(item.content()));
        takeBack(unannounced);
    }

    /** What was erased between being stored and being announced: the screens that heard of it reload. */
    private void takeBack(List<Item<Pending>> announced) {
        Set<String> subjects = announced.stream()
                .map(item -> item.content().notification().subject())
                .collect(Collectors.toSet());
        notifications
                .erased(subjects)
                .flatMap(erased -> erasure.reload(announced.stream()
                        .map(item -> item.content().notification())
                        .filter(it -> erased.contains(it.subject()))
                        .map(Notification::recipient)
                        .collect(Collectors.toSet())))
                .block(STORE_TIMEOUT);
    }

    private record Pending(Notification notification, Span span) {}

    private Pending pending(Item<NotificationRequest> item) {
        ConsumerRecord<?, ?> origin = item.origin();
        NotificationRequest request = item.content();
        var position = new StreamPosition(requestLog.epochOf(origin.partition()), origin.offset());
        return new Pending(
                Notification.of(request, templates.require(request.type()), position, clock.instant()),
                tracing.start("store", origin));
    }

    private void note(Pending pending, Outcome outcome) {
        Notification it = pending.notification();
        tracing.within(
                pending.span(),
                () -> log.info("notification {} {} for {}: {}", it.type(), it.id(), it.recipient(), outcome));
        meters.counter("crm.notifications", "type", it.type(), "outcome", outcome.name())
                .increment();
        if (outcome == Outcome.STORED) {
            meters.timer("crm.notification.event.to.stored")
                    .record(Duration.between(it.createdAt(), it.storedAt()).abs());
        }
        pending.span().end();
    }

    private CompletableFuture<?> announce(Pending pending) {
        Notification it = pending.notification();
        return broadcast.notification(it.recipient(), it.position(), json.writeValueAsBytes(it));
    }

    /** Another assignment may mean another incarnation of the topic. */
    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
        requestLog.forget();
    }
}
