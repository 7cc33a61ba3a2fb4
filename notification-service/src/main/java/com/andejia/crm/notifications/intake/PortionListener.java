package com.andejia.crm.notifications.intake;

import com.andejia.crm.events.MalformedEvent;
import com.andejia.crm.notifications.feed.FeedLag;
import com.andejia.crm.notifications.record.OrderedSends;
import com.andejia.crm.notifications.record.RecordBatch;
import com.andejia.crm.notifications.record.RecordBatch.Item;
import com.andejia.crm.notifications.record.RecordTracing;
import com.andejia.crm.notifications.record.WellFormed;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Portion → one request per recipient, as fast as the feed writes them and no faster: whatever else happens meanwhile finds
 * few requests before it.
 */
@Component
class PortionListener {
    private static final String ID = "crm-portions";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final RecordBatch batches;
    private final JsonMapper json;
    private final PortionGate gate;
    private final Outgoing outgoing;
    private final RecordTracing tracing;

    PortionListener(
            RecordBatch batches,
            JsonMapper json,
            FeedLag lag,
            @Value("${crm.portions.room}") int room,
            Outgoing outgoing,
            RecordTracing tracing) {
        this.batches = batches;
        this.json = json;
        this.gate = new PortionGate(lag, room, LONGEST_WAIT);
        this.outgoing = outgoing;
        this.tracing = tracing;
    }

    @KafkaListener(id = ID, topics = Portion.TOPIC, properties = "max.poll.records=1")
    void onPortion(List<ConsumerRecord<String, byte[]>> records) {
        batches.process(ID, records, entry -> Optional.of(read(entry)), this::forward);
    }

    private void forward(List<Item<Portion>> portions) {
        // Before anything is sent: what is tried again must not be what waits there already.
        gate.await();
        OrderedSends.send(portions, item -> item.origin().key(), this::forward);
    }

    private CompletableFuture<?> forward(Item<Portion> portion) {
        Span span = tracing.start("notify", portion.origin());
        return outgoing.requests(portion.content().requests(), span).whenComplete((sent, failed) -> span.end());
    }

    private Portion read(ConsumerRecord<String, byte[]> entry) {
        try {
            Portion portion = json.readValue(entry.value(), Portion.class);
            WellFormed.require(portion);
            return portion;
        } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
            throw new MalformedEvent("no portion (" + e.getClass().getSimpleName() + ")");
        }
    }
}
