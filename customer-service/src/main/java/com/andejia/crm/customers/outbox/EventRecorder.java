package com.andejia.crm.customers.outbox;

import com.andejia.crm.events.DomainEvent;
import com.andejia.crm.events.EventTypes;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Turns events into what will stand on the log: number, id, JSON, and the trace of the write. */
class EventRecorder {
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    /** Its own, so that no setting of the REST API can change what is on the log. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(ignored -> JsonInclude.Value.ALL_NON_NULL)
            .build();

    private final EventTracing tracing;

    EventRecorder(EventTracing tracing) {
        this.tracing = tracing;
    }

    List<OutboxEvent> record(List<? extends DomainEvent> events, long after, Instant time) {
        String traceparent = tracing.current();
        return IntStream.range(0, events.size())
                .mapToObj(i -> record(events.get(i), after + 1 + i, time, traceparent))
                .toList();
    }

    private static OutboxEvent record(DomainEvent event, long seq, Instant time, @Nullable String traceparent) {
        return new OutboxEvent(
                seq,
                IDS.generate().toString(),
                EventTypes.of(event).name(),
                time.truncatedTo(ChronoUnit.MILLIS),
                JSON.writeValueAsString(event),
                traceparent);
    }
}
