package com.andejia.crm.notifications.redrive;

import com.andejia.crm.events.Topics;
import com.andejia.crm.notifications.deadletter.DeadLetters;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.intake.Portion;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Notes what is set aside. What it reads need not be readable, so it goes by no {@code RecordBatch}. */
@Component
class DeadLetterListener {
    private static final String ID = "crm-dead-letters";
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(15);

    private final DeadLetterStore store;

    DeadLetterListener(DeadLetterStore store) {
        this.store = store;
    }

    @KafkaListener(
            id = ID,
            topics = {
                Topics.CUSTOMER_EVENTS + DeadLetters.SUFFIX,
                Topics.RESUME_EVENTS + DeadLetters.SUFFIX,
                Topics.CONTRACT_EVENTS + DeadLetters.SUFFIX,
                Topics.SYSTEM_EVENTS + DeadLetters.SUFFIX,
                NotificationRequest.TOPIC + DeadLetters.SUFFIX,
                Portion.TOPIC + DeadLetters.SUFFIX
            },
            properties = "max.poll.records=50")
    void onDeadLetters(List<ConsumerRecord<String, byte[]>> records) {
        Flux.fromIterable(records)
                .concatMap(entry -> store.note(DeadLetterReader.setAside(entry), DeadLetterReader.returned(entry)))
                .blockLast(STORE_TIMEOUT);
    }
}
