package com.andejia.crm.notifications.intake;

import com.andejia.crm.events.CustomerErased;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.notifications.feed.Erasure;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.record.EventDecoder;
import com.andejia.crm.notifications.record.EventDecoder.Received;
import com.andejia.crm.notifications.record.OrderedSends;
import com.andejia.crm.notifications.record.RecordBatch;
import com.andejia.crm.notifications.record.RecordBatch.Item;
import com.andejia.crm.notifications.record.RecordTracing;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue;
import com.andejia.crm.notifications.staff.StaffTableReady;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Event → scenarios → one request per recipient; or, of an erased customer, nothing any more. Starts once the staff table knows who there is to tell. */
@Component
class IntakeListener {
    private static final Logger log = LoggerFactory.getLogger(IntakeListener.class);
    private static final String ID = "crm-intake";

    private final EventDecoder decoder;
    private final ScenarioCatalogue catalogue;
    private final Erasure erasure;
    private final RecordBatch batches;
    private final RecordTracing tracing;
    private final KafkaTemplate<String, byte[]> kafka;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final KafkaListenerEndpointRegistry listeners;

    IntakeListener(
            EventDecoder decoder,
            ScenarioCatalogue catalogue,
            Erasure erasure,
            RecordBatch batches,
            RecordTracing tracing,
            KafkaTemplate<String, byte[]> kafka,
            JsonMapper json,
            MeterRegistry meters,
            KafkaListenerEndpointRegistry listeners) {
        this.decoder = decoder;
        this.catalogue = catalogue;
        this.erasure = erasure;
        this.batches = batches;
        this.tracing = tracing;
        this.kafka = kafka;
        this.json = json;
        this.meters = meters;
        this.listeners = listeners;
    }

    @EventListener
    void on(StaffTableReady ready) {
        var intake = listeners.getListenerContainer(ID);
        if (intake != null) {
            intake.start();
        }
    }

    @KafkaListener(id = ID, topics = "#{@scenarioCatalogue.topics()}", autoStartup = "false")
    void onEvents(List<ConsumerRecord<String, byte[]>> records) {
        batches.process(
                ID,
                records,
                this::read,
                items -> OrderedSends.send(items, item -> item.origin().key(), this::follow));
    }

    /**
     * What follows from one event.
     *
     * @param erased of what nothing may be kept any more; null for most events
     */
    private record Consequences(
            List<NotificationRequest> requests, @Nullable String erased) {}

    private Optional<Consequences> read(ConsumerRecord<String, byte[]> entry) {
        Optional<Received> received = decoder.decode(entry);
        if (received.isEmpty()) {
            meters.counter("crm.events.unknown", "topic", entry.topic()).increment();
        }
        return received.map(it -> new Consequences(requests(it), erased(it.event())));
    }

    private static @Nullable String erased(DomainEvent event) {
        return event instanceof CustomerErased ? event.subject() : null;
    }

    private List<NotificationRequest> requests(Received received) {
        EventAttributes about = received.attributes();
        return catalogue
                .match(received.event())
                .flatMap(match -> match.recipients().stream()
                        .map(recipient -> new NotificationRequest(
                                match.type(),
                                recipient,
                                about.id(),
                                about.time(),
                                about.subject(),
                                match.variables(),
                                received.event().operation(),
                                about.type())))
                .toList();
    }

    private CompletableFuture<?> follow(Item<Consequences> item) {
        String erased = item.content().erased();
        return erased == null ? forward(item) : erasure.erase(erased).toFuture();
    }

    private CompletableFuture<?> forward(Item<Consequences> item) {
        Span span = tracing.start("notify", item.origin());
        tracing.within(
                span,
                () -> log.debug(
                        "{} requests from {}",
                        item.content().requests().size(),
                        item.origin().key()));
        return CompletableFuture.allOf(item.content().requests().stream()
                        .map(request -> kafka.send(toRecord(request, span)))
                        .toArray(CompletableFuture[]::new))
                .whenComplete((done, failed) -> span.end());
    }

    private ProducerRecord<String, byte[]> toRecord(NotificationRequest request, Span span) {
        var next =
                new ProducerRecord<>(NotificationRequest.TOPIC, request.recipient(), json.writeValueAsBytes(request));
        next.headers().add(EventAttributes.CONTENT_TYPE_HEADER, EventAttributes.JSON.getBytes(StandardCharsets.UTF_8));
        tracing.inject(span, next);
        return next;
    }
}
