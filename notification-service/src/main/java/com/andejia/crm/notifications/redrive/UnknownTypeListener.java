package com.andejia.crm.notifications.redrive;

import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.EventTypes;
import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.events.Topics;
import com.andejia.crm.notifications.record.RecordBatch;
import com.andejia.crm.notifications.redrive.DeadLetterStore.Return;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Notes events of types that nobody here knows, which everybody else counts and skips: some of each type, for whoever is on watch to
 * see, and to send again once they are known. They stay where they are; only their headers are looked at.
 */
@Component
class UnknownTypeListener {
    private static final String ID = "crm-unknown-types";
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(15);

    /** A producer that is ahead of this version may send a million of them. A replay brings them all. */
    private static final long MOST_OF_A_TYPE = 1_000;

    private final DeadLetterStore store;

    UnknownTypeListener(DeadLetterStore store) {
        this.store = store;
    }

    @KafkaListener(
            id = ID,
            topics = {Topics.CUSTOMER_EVENTS, Topics.RESUME_EVENTS, Topics.CONTRACT_EVENTS, Topics.SYSTEM_EVENTS},
            properties = RecordBatch.IN_NO_HURRY)
    void onEvents(List<ConsumerRecord<String, byte[]>> records) {
        Flux.fromIterable(records)
                .flatMapIterable(this::unknown)
                .concatMap(this::note)
                .blockLast(STORE_TIMEOUT);
    }

    private record Unknown(ConsumerRecord<String, byte[]> entry, String type) {}

    private List<Unknown> unknown(ConsumerRecord<String, byte[]> entry) {
        try {
            String type = EventAttributes.fromHeaders(name -> DeadLetterReader.text(entry, name))
                    .type();
            return EventTypes.named(type).isPresent() ? List.of() : List.of(new Unknown(entry, type));
        } catch (MalformedEvent e) {
            return List.of(); // the intake sets it aside
        }
    }

    private Mono<Void> note(Unknown it) {
        DeadLetter letter = DeadLetterReader.ofUnknownType(it.entry(), it.type());
        Return returned = DeadLetterReader.returned(it.entry());
        // One that returns is listed already.
        return returned != null
                ? store.note(letter, returned)
                : store.countOpen(Objects.requireNonNull(letter.eventType()))
                        .filter(count -> count < MOST_OF_A_TYPE)
                        .flatMap(count -> store.note(letter, null));
    }
}
