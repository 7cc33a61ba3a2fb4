package com.andejia.crm.notifications.report;

import com.andejia.crm.events.Topics;
import com.andejia.crm.notifications.record.EventDecoder;
import com.andejia.crm.notifications.record.RecordBatch;
import com.andejia.crm.notifications.record.RecordBatch.Item;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Event → what somebody has done. Beside the intake, which tells of the same events and sets aside what cannot be read. */
@Component
class ActivityListener {
    static final String ID = "crm-activity";
    static final List<String> TOPICS = List.of(Topics.CUSTOMER_EVENTS, Topics.CONTRACT_EVENTS);

    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(15);

    private final RecordBatch batches;
    private final EventDecoder decoder;
    private final Activities activities;

    ActivityListener(RecordBatch batches, EventDecoder decoder, Activities activities) {
        this.batches = batches;
        this.decoder = decoder;
        this.activities = activities;
    }

    @KafkaListener(
            id = ID,
            topics = {Topics.CUSTOMER_EVENTS, Topics.CONTRACT_EVENTS},
            properties = RecordBatch.IN_NO_HURRY)
    void onEvents(List<ConsumerRecord<String, byte[]>> records) {
        batches.processBeside(ID, records, this::read, this::note);
    }

    private Optional<Activity> read(ConsumerRecord<String, byte[]> entry) {
        return decoder.decode(entry).flatMap(received -> Activity.of(received.attributes(), received.event()));
    }

    private void note(List<Item<Activity>> items) {
        activities.note(items.stream().map(Item::content).toList()).block(STORE_TIMEOUT);
    }
}
