package com.andejia.crm.notifications.reminder;

import com.andejia.crm.events.ContractEvent;
import com.andejia.crm.events.CustomerErased;
import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.ResumeEvent;
import com.andejia.crm.events.Topics;
import com.andejia.crm.notifications.record.EventDecoder;
import com.andejia.crm.notifications.record.EventDecoder.Received;
import com.andejia.crm.notifications.record.OrderedSends;
import com.andejia.crm.notifications.record.RecordBatch;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Event → what there is to be reminded of. Beside the intake, which sets aside what cannot be read. */
@Component
class ReminderListener {
    private static final String ID = "crm-reminders";

    private final RecordBatch batches;
    private final EventDecoder decoder;
    private final ContractReminders contractReminders;
    private final ResumeReminders resumeReminders;
    private final Contracts contracts;
    private final Clock clock;

    ReminderListener(
            RecordBatch batches,
            EventDecoder decoder,
            ContractReminders contractReminders,
            ResumeReminders resumeReminders,
            Contracts contracts,
            Clock clock) {
        this.batches = batches;
        this.decoder = decoder;
        this.contractReminders = contractReminders;
        this.resumeReminders = resumeReminders;
        this.contracts = contracts;
        this.clock = clock;
    }

    @KafkaListener(
            id = ID,
            topics = {Topics.CONTRACT_EVENTS, Topics.RESUME_EVENTS, Topics.CUSTOMER_EVENTS},
            properties = RecordBatch.IN_NO_HURRY)
    void onEvents(List<ConsumerRecord<String, byte[]>> records) {
        batches.processBeside(
                ID,
                records,
                this::read,
                items -> OrderedSends.send(
                        items,
                        item -> item.content().event().subject(),
                        item -> follow(item.content()).toFuture()));
    }

    private Optional<Received> read(ConsumerRecord<String, byte[]> entry) {
        return decoder.decode(entry).filter(received -> isFollowed(received.event()));
    }

    private static boolean isFollowed(DomainEvent event) {
        return event instanceof ContractEvent || event instanceof ResumeEvent || event instanceof CustomerErased;
    }

    private Mono<Void> follow(Received received) {
        Instant time = received.attributes().time();
        if (received.event() instanceof ContractEvent event) {
            return contractReminders.follow(event, time);
        } else if (received.event() instanceof ResumeEvent event) {
            return resumeReminders.follow(event, time);
        } else {
            return contracts.erase(received.event().subject(), clock.instant());
        }
    }
}
