package com.andejia.crm.notifications.intake;

import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.notifications.feed.NotificationRequest;
import com.andejia.crm.notifications.feed.StateRequest;
import com.andejia.crm.notifications.record.BoundedSends;
import com.andejia.crm.notifications.record.RecordTracing;
import io.micrometer.tracing.Span;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What follows from events, on its way. */
@Component
class Outgoing {
    private static final int AT_ONCE = 1_000;

    private final BoundedSends<ProducerRecord<String, byte[]>> sends;
    private final JsonMapper json;
    private final RecordTracing tracing;

    Outgoing(KafkaTemplate<String, byte[]> kafka, JsonMapper json, RecordTracing tracing) {
        this.sends = new BoundedSends<>(AT_ONCE, kafka::send);
        this.json = json;
        this.tracing = tracing;
    }

    /** Each to its recipient's partition. Done when all are acknowledged. */
    CompletableFuture<?> requests(Stream<NotificationRequest> requests, Span span) {
        return sends.sendAll(
                requests.map(request -> record(NotificationRequest.TOPIC, request.recipient(), request, span)));
    }

    /** After what its recipient is told of the events before it. */
    CompletableFuture<?> change(StateRequest request, Span span) {
        ProducerRecord<String, byte[]> next = request.toRecord(json);
        tracing.inject(span, next);
        return sends.sendAll(Stream.of(next));
    }

    /** All to one partition. Done when all are acknowledged. */
    CompletableFuture<?> portions(Stream<Portion> portions, Span span) {
        return sends.sendAll(
                portions.map(portion -> record(Portion.TOPIC, portion.request().subject(), portion, span)));
    }

    private ProducerRecord<String, byte[]> record(String topic, String key, Object content, Span span) {
        var next = new ProducerRecord<>(topic, key, json.writeValueAsBytes(content));
        next.headers().add(EventAttributes.CONTENT_TYPE_HEADER, EventAttributes.JSON.getBytes(StandardCharsets.UTF_8));
        tracing.inject(span, next);
        return next;
    }
}
