package com.andejia.crm.customers.outbox;

import com.andejia.crm.events.EventAttributes;
import com.andejia.crm.events.EventType;
import com.andejia.crm.events.EventTypes;
import io.micrometer.tracing.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Writes events as CloudEvents in Kafka's binary mode. */
class KafkaEventPublisher implements EventPublisher, DisposableBean {
    /** Longer than the producer's own delivery timeout, which is the one that should strike. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final KafkaTemplate<String, byte[]> kafka;
    private final EventTopics topics;
    private final EventTracing tracing;
    private final String source;

    /** Sending blocks while the producer knows no broker or its buffer is full. */
    private final Scheduler senders = Schedulers.newBoundedElastic(16, 10_000, "outbox-send");

    KafkaEventPublisher(KafkaTemplate<String, byte[]> kafka, EventTopics topics, EventTracing tracing, String source) {
        this.kafka = kafka;
        this.topics = topics;
        this.tracing = tracing;
        this.source = source;
    }

    @Override
    public Mono<Void> publish(Aggregate aggregate, OutboxEvent event) {
        if (!topics.exist()) {
            return Mono.error(new IllegalStateException("the topics are not there yet"));
        }
        String written = event.traceparent();
        return written == null
                ? send(record(aggregate, event, null))
                : Mono.using(
                        () -> tracing.publishing(written),
                        span -> send(record(aggregate, event, EventTracing.of(span)))
                                .doOnError(span::error),
                        Span::end);
    }

    private Mono<Void> send(ProducerRecord<String, byte[]> record) {
        return Mono.fromCallable(() -> kafka.send(record))
                .subscribeOn(senders)
                .flatMap(sent -> Mono.fromFuture(sent, true))
                .timeout(TIMEOUT)
                .publishOn(Schedulers.parallel())
                .then();
    }

    private ProducerRecord<String, byte[]> record(
            Aggregate aggregate, OutboxEvent event, @Nullable String traceparent) {
        String topic = EventTypes.named(event.type()).map(EventType::topic).orElseThrow();
        var record = new ProducerRecord<>(topic, aggregate.id(), event.data().getBytes(StandardCharsets.UTF_8));
        new EventAttributes(event.id(), source, event.type(), aggregate.id(), event.time(), event.seq(), traceparent)
                .toHeaders()
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @Override
    public void destroy() {
        senders.dispose();
    }
}
