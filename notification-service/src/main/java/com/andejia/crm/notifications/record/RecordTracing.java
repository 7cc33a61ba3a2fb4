package com.andejia.crm.notifications.record;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;

/** Carries the trace of a customer write from record to record, in the W3C {@code traceparent} header. */
@Component
public class RecordTracing {
    private final Tracer tracer;
    private final Propagator propagator;

    RecordTracing(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** A span of the trace that the record belongs to; the caller ends it. */
    public Span start(String name, ConsumerRecord<?, ?> cause) {
        return propagator
                .extract(cause.headers(), RecordHeaders::text)
                .name(name)
                .kind(Span.Kind.CONSUMER)
                .start();
    }

    /** Runs the work, log lines included, as part of the span. */
    public void within(Span span, Runnable work) {
        try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
            work.run();
        }
    }

    /** Lets the record continue the trace of what is being done at the moment, if it is part of one. */
    public void inject(ProducerRecord<?, ?> next) {
        Span current = tracer.currentSpan();
        if (current != null) {
            inject(current, next);
        }
    }

    /** Lets the record continue the span's trace. */
    public void inject(Span span, ProducerRecord<?, ?> next) {
        propagator.inject(
                span.context(),
                next,
                (carrier, name, value) -> next.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    }
}
