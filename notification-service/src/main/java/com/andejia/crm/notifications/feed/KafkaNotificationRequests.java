package com.andejia.crm.notifications.feed;

import com.andejia.crm.events.EventAttributes;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Requests on {@link NotificationRequest#TOPIC}, which all write that make any. */
@Component
class KafkaNotificationRequests implements NotificationRequests, StateRequests {
    private final KafkaTemplate<String, byte[]> kafka;
    private final JsonMapper json;

    KafkaNotificationRequests(KafkaTemplate<String, byte[]> kafka, JsonMapper json) {
        this.kafka = kafka;
        this.json = json;
    }

    /** A producer that does not know the topic's partitions at the moment waits for them, hence on a thread that may wait. */
    @Override
    public Mono<Void> send(NotificationRequest request) {
        return Mono.fromFuture(() -> kafka.send(toRecord(request)))
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    @Override
    public Mono<Void> send(StateRequest request) {
        return Mono.fromFuture(() -> kafka.send(request.toRecord(json)))
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    private ProducerRecord<String, byte[]> toRecord(NotificationRequest request) {
        var next =
                new ProducerRecord<>(NotificationRequest.TOPIC, request.recipient(), json.writeValueAsBytes(request));
        next.headers().add(EventAttributes.CONTENT_TYPE_HEADER, EventAttributes.JSON.getBytes(StandardCharsets.UTF_8));
        return next;
    }
}
