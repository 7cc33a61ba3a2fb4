package com.andejia.crm.notifications.intake;

import com.andejia.crm.notifications.feed.Erasure;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.record.EventDecoder;
import com.andejia.crm.notifications.record.EventDecoder.Received;
import com.andejia.crm.notifications.record.OrderedSends;
import com.andejia.crm.notifications.record.RecordBatch;
import com.andejia.crm.notifications.record.RecordBatch.Item;
import com.andejia.crm.notifications.record.RecordTracing;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue;
import com.andejia.crm.notifications.scenario.ScenarioCatalogue.Match;
import com.andejia.crm.notifications.staff.StaffTableReady;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.stereotype.Component;

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
    private final Outgoing outgoing;
    private final int portion;
    private final MeterRegistry meters;
    private final KafkaListenerEndpointRegistry listeners;

    IntakeListener(
            EventDecoder decoder,
            ScenarioCatalogue catalogue,
            Erasure erasure,
            RecordBatch batches,
            RecordTracing tracing,
            Outgoing outgoing,
            @Value("${crm.portions.size}") int portion,
            MeterRegistry meters,
            KafkaListenerEndpointRegistry listeners) {
        this.decoder = decoder;
        this.catalogue = catalogue;
        this.erasure = erasure;
        this.batches = batches;
        this.tracing = tracing;
        this.outgoing = outgoing;
        this.portion = portion;
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
     * @param resolving what somebody is done with, since it is no longer theirs
     * @param erased of what nothing may be kept any more; null for most events
     */
    private record Consequences(
            Received of,
            List<Match> matches,
            Optional<StateRequest> resolving,
            @Nullable String erased) {}

    private Optional<Consequences> read(ConsumerRecord<String, byte[]> entry) {
        Optional<Received> received = decoder.decode(entry);
        if (received.isEmpty()) {
            meters.counter("crm.events.unknown", "topic", entry.topic()).increment();
        }
        return received.map(it -> new Consequences(
                it,
                catalogue.match(it.event()).toList(),
                OwnerChange.resolving(it),
                EventConsequences.erased(it.event())));
    }

    private CompletableFuture<?> follow(Item<Consequences> item) {
        String erased = item.content().erased();
        return erased == null ? forward(item) : erasure.erase(erased).toFuture();
    }

    private CompletableFuture<?> forward(Item<Consequences> item) {
        Span span = tracing.start("notify", item.origin());
        Consequences what = item.content();
        Stream<CompletableFuture<?>> told = what.matches().stream()
                .filter(match -> !match.recipients().isEmpty())
                .map(match -> forward(what.of(), match, span));
        Stream<CompletableFuture<?>> resolved = what.resolving().stream().map(it -> outgoing.change(it, span));
        CompletableFuture<?>[] sent = Stream.concat(told, resolved).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(sent).whenComplete((done, failed) -> span.end());
    }

    private CompletableFuture<?> forward(Received received, Match match, Span span) {
        tracing.run(
                span,
                () -> log.debug(
                        "{} to be told {} of {}",
                        match.recipients().size(),
                        match.type(),
                        received.attributes().subject()));
        List<String> audience = List.copyOf(match.recipients());
        NotificationRequest first = EventConsequences.request(received, match, audience.get(0));
        return match.inPortions()
                ? outgoing.portions(Portion.of(audience, portion, first), span)
                : outgoing.requests(audience.stream().map(first::to), span);
    }
}
