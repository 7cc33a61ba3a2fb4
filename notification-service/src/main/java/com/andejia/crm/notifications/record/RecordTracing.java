package com.andejia.crm.notifications.record;

import com.andejia.crm.events.EventAttributes;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
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
    public void run(Span span, Runnable work) {
        try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
            work.run();
        }
    }

    /** What the work makes of it continues the span's trace, too. */
    public <T> T within(Span span, Supplier<T> work) {
        try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
            return work.get();
        }
    }

    /** What has been done since then, as a span that nothing follows; none if the headers tell of no trace. */
    public void last(String name, Instant begun, Function<String, @Nullable String> header) {
        if (header.apply(EventAttributes.TRACEPARENT_HEADER) != null) {
            propagator
                    .extract(header, Function::apply)
                    .name(name)
                    .kind(Span.Kind.CONSUMER)
                    .startTimestamp(ChronoUnit.MICROS.between(Instant.EPOCH, begun), TimeUnit.MICROSECONDS)
                    .start()
                    .end();
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
