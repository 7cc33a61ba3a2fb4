package com.andejia.crm.customers.outbox;

import com.andejia.crm.events.EventAttributes;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a write, kept with its events as W3C {@code traceparent}: whenever and by whichever replica they are published,
 * that belongs to it.
 */
class EventTracing {
    private final Tracer tracer;
    private final Propagator propagator;

    EventTracing(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Of what is being done at the moment; null if that belongs to no trace. */
    @Nullable
    String current() {
        TraceContext context = tracer.currentTraceContext().context();
        return context == null ? null : text(context);
    }

    /** Of the span. */
    static String of(Span span) {
        return text(span.context());
    }

    private static String text(TraceContext context) {
        String flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return "00-" + context.traceId() + "-" + context.spanId() + "-" + flags;
    }

    /** The publishing of an event that was written there; the caller ends it. */
    Span publishing(String traceparent) {
        return propagator
                .extract(traceparent, (it, name) -> name.equals(EventAttributes.TRACEPARENT_HEADER) ? it : null)
                .name("publish")
                .kind(Span.Kind.PRODUCER)
                .start();
    }
}
